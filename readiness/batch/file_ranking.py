"""Which file of each service counts, and what the others are: SQL on the table `sheet` of a batch's database."""

from typing import Final

RANKS: Final = """
CREATE TABLE rank AS
WITH repeated AS (SELECT identity FROM sheet GROUP BY identity HAVING count(*) > 1),
file AS (
    SELECT id, file, identity, person <> '' AS is_of_one_person, CASE WHEN ahead = 0 THEN moment END AS moment,
        moment AS said, answered + not_applicable AS known, digest1, digest2,
        row_number() OVER (
            PARTITION BY identity, digest1, digest2
            ORDER BY actions_done < 0, record_fault = '', actions_open, actions_done DESC, original <> '', file
        ) AS copy
    FROM sheet WHERE identity IN (FROM repeated)
),
ordered AS (
    SELECT id, row_number() OVER (
            PARTITION BY identity ORDER BY is_of_one_person, moment DESC NULLS LAST, said DESC NULLS LAST,
                known DESC, digest1, digest2
        ) AS rank
    FROM file WHERE copy = 1
)
SELECT id, coalesce(rank, 0) AS rank,
    row_number() OVER (PARTITION BY identity, rank > 0, said ORDER BY rank) > 1 AS is_tied,
    row_number() OVER (PARTITION BY identity, digest1, digest2, file.file ORDER BY copy) > 1 AS is_given_twice
FROM file LEFT JOIN ordered USING (id)
"""
"""Ranks the files of services that sent several: 1 for the one that counts, 2 and more for others, 0 for a copy.

The newest comes first. Files with one person's answers from a workshop come after all others, and before them files
from a clock that was ahead. Of files with the same date and time, the one with more answers other than don't know comes
first, and the others are tied with it. Of copies, the one with a record of actions next to it comes first, or with the
record in which fewer actions are open.
"""

DAYS_OF_VIEWS: Final = 28
"""How many days apart files of one service by different people can be and still be several views, not a trend."""
VIEWS: Final = f"""
CREATE TABLE other_view AS
SELECT id FROM (
    SELECT id, moment, took_part, person, ahead, place, any_value(moment) OVER newer AS newer_moment,
        arg_min(took_part, place) OVER newer AS newer_people
    FROM sheet JOIN (SELECT id, rank AS place FROM rank WHERE rank > 0) USING (id)
    WINDOW newer AS (
        PARTITION BY identity ORDER BY person <> '', ahead, moment DESC NULLS LAST
        GROUPS BETWEEN 1 PRECEDING AND 1 PRECEDING
    )
) WHERE place > 1 AND (
    person <> '' OR took_part <> newer_people AND ahead = 0
        AND newer_moment - moment BETWEEN INTERVAL 0 DAY AND INTERVAL {DAYS_OF_VIEWS} DAY
)
"""
"""The files that are another view of a service: one person's, or those whose next newer file is of the same weeks.

Files with the same date and time are all compared with the file before them, whichever of them comes first.
"""

IN_TREND: Final = """
CREATE TABLE in_trend AS
SELECT id, rank, count(*) OVER (PARTITION BY identity) - 1 AS earlier_files FROM sheet JOIN rank USING (id)
WHERE rank > 0 AND NOT is_tied AND ahead = 0 AND moment IS NOT NULL AND id NOT IN (FROM other_view)
"""
"""The files of services that sent several whose dates are known, one of each date and time, without other views."""

PLAIN: Final = r"""
CREATE TEMP MACRO letters(folded) AS translate(
    replace(substr(folded, CASE WHEN starts_with(folded, 'the ') THEN 5 ELSE 1 END), '&', 'and'), '., ''-', ''
);
CREATE TEMP MACRO plain(folded) AS
    letters(folded) || chr(10) || array_to_string(regexp_extract_all(folded, '(^| )-\d+|\d+([.,-]\d+)*'), ' ')
"""
"""A name without the details in which names of one service are likely to differ: its letters and digits alone, which is
quick to find, and these with its numbers as they are."""

FILED: Final = """
CREATE TABLE filed AS
WITH placed AS (
    SELECT id, file, original, identity, name, organisation, code, typed, moment, ahead > 0 AS is_ahead,
        workshop, person <> '' AS is_of_one_person, actions_done >= 0 OR record_fault <> '' AS has_record,
        answered + not_applicable AS known, digest1, digest2, coalesce(rank, 1) AS rank, is_tied, is_given_twice,
        plain(alphabetical) AS plain_name
    FROM sheet LEFT JOIN rank USING (id)
    WHERE rank IS NOT NULL OR ahead > 0 OR person <> '' OR original <> '' OR file IN (SELECT original FROM sheet)
)
SELECT placed.* EXCLUDE (id, is_tied, is_given_twice),
    CASE
        WHEN rank = 1 THEN 'counts'
        WHEN is_given_twice THEN 'twice'
        WHEN rank = 0 THEN 'copy'
        WHEN is_of_one_person THEN 'one_person'
        WHEN is_ahead THEN 'ahead'
        WHEN id IN (FROM other_view) THEN 'view'
        WHEN moment IS NULL THEN 'undated'
        WHEN moment = newest THEN 'same_moment'
        WHEN is_tied THEN 'tied'
        ELSE 'older' END AS kind
FROM placed JOIN (SELECT identity, moment AS newest FROM placed WHERE rank = 1) USING (identity)
"""
