"""マイナポータル. The third road: what the applicant obtained about themselves and gives us by their own consent."""
