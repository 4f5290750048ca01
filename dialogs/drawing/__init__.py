"""What is printed and posted: cards, posters and pictures, drawn from plain words."""
