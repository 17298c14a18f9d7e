"""画面の見た目. The one look of all three zones: tokens, style sheets, page frames, components, form fields."""
