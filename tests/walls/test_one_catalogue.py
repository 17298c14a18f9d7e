"""照会できる事項: the slip and the vault hold the same rows, each as its own wall. As whoever owns the databases."""

import pytest

pytestmark = pytest.mark.zone("walls")
_ROWS = (
    "SELECT legal_basis, purpose, kind, provider_type, scene, papers, still_on_paper, valid_from, valid_until, source"
    " FROM {table} ORDER BY 1, 2, 3, 4, 5, 8"
)


def test_slip_and_vault_hold_the_same_catalogue(admin):
    on_the_slip = admin("cases").execute(_ROWS.format(table="inquiry_desk_catalogueline")).fetchall()

    in_the_vault = admin("vault").execute(_ROWS.format(table="inquiry_vault_catalogueline")).fetchall()

    assert on_the_slip
    assert in_the_vault == on_the_slip


def test_the_vault_names_the_funds_that_the_terms_have(admin):
    of_the_terms = admin("cases").execute("SELECT DISTINCT code FROM loans_fundterms ORDER BY 1").fetchall()

    in_the_vault = admin("vault").execute("SELECT code FROM inquiry_vault_fund ORDER BY 1").fetchall()

    assert of_the_terms
    assert in_the_vault == of_the_terms
