"""Which schema this cspo writes. Apart from the migrations, so that opening a store of today loads none of them."""

NEWEST = 2
