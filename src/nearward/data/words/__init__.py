"""The cards, the labelled lines and the weights learned from them."""
