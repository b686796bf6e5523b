"""The night's work: what was asked, who is reached how, postures, risks, and the shift's state that both officers sign."""
