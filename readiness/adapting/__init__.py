"""A questionnaire of one's own: copying the one that ships, adding to the copy, and telling its versions apart."""
