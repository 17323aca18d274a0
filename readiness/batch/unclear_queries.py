"""The files that may be unclear, by kind: SQL on the tables of `store`. `unclear_files` says it in words."""

from typing import Final

_COUNTING: Final = (
    "(SELECT identity, file AS counts, name, workshop, moment AS newest, digest1, digest2 FROM filed WHERE rank = 1)"
)
AHEAD: Final = f"""
SELECT file, filed.moment::DATE, counts, newest::DATE, counting.name,
    identity IN (SELECT identity FROM filed WHERE kind = 'one_person' AND NOT is_ahead)
FROM filed JOIN {_COUNTING} AS counting USING (identity)
WHERE is_ahead AND kind = ? ORDER BY file
"""
SAME_MOMENT: Final = f"""
WITH tie AS (
    SELECT identity, moment, list(file ORDER BY rank) AS files, list(known ORDER BY rank) AS known,
        min(rank) AS rank
    FROM filed WHERE kind IN ('counts', 'same_moment', 'view', 'older', 'tied', 'undated')
    GROUP BY ALL HAVING count(*) > 1
)
SELECT files, known, moment, rank, counts, name FROM tie JOIN {_COUNTING} USING (identity) ORDER BY files
"""
VIEWS: Final = f"""
SELECT list(file ORDER BY rank), counts, counting.name
FROM filed JOIN {_COUNTING} AS counting USING (identity)
WHERE kind = 'view' GROUP BY identity, counts, counting.name ORDER BY counts
"""
OF_ONE_PERSON: Final = f"""
SELECT [file], file, name, NULL FROM filed WHERE kind = 'counts' AND is_of_one_person
UNION ALL
SELECT list(own.file ORDER BY own.rank), counts, counting.name, newest::DATE
FROM filed AS own JOIN {_COUNTING} AS counting USING (identity)
WHERE kind = 'one_person' AND NOT is_ahead AND own.moment > newest AND own.workshop <> counting.workshop
GROUP BY identity, counts, counting.name, newest
ORDER BY 2
"""
"""Services counted by one person's file, and those with newer answers from a workshop than the file that is counted."""
RECORDS: Final = "SELECT file, name, record_fault FROM faulty_record ORDER BY file"
LIKELY_SAME: Final = "SELECT files, names, codes, organisations FROM likely_same ORDER BY ALL"
RECORDS_ELSEWHERE: Final = """
SELECT list(other.file ORDER BY other.rank, other.file) AS files, counting.file, counting.name
FROM filed AS other JOIN filed AS counting USING (identity)
WHERE counting.rank = 1 AND NOT counting.has_record
    AND other.rank <> 1 AND other.has_record AND (other.kind <> 'ahead' OR ?)
GROUP BY identity, counting.file, counting.name ORDER BY counting.file
"""
OTHER_NAMES: Final = f"""
WITH named AS (
    SELECT identity, min(rank) AS first, arg_min(file, rank) AS file, arg_min(name, rank) AS name,
        arg_min(code, rank) AS code
    FROM filed WHERE rank > 0 AND name <> '' GROUP BY identity, plain_name
)
SELECT list(file ORDER BY first), list(named.name ORDER BY first), arg_min(code, first), counts
FROM named JOIN {_COUNTING} USING (identity) GROUP BY identity, counts HAVING count(*) > 1 ORDER BY counts
"""
COPIES: Final = f"""
WITH member AS (
    SELECT DISTINCT file, original, identity, name, code, digest1, digest2,
        coalesce(nullif(original, ''), file) AS family
    FROM filed
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY family ORDER BY original <> '', file, digest1, digest2) AS place
    FROM member
)
SELECT copy.file, first.file, (copy.digest1, copy.digest2) = (first.digest1, first.digest2),
    (copy.digest1, copy.digest2) = (counting.digest1, counting.digest2), copy.identity = first.identity, counts,
    counting.name, first.name = '' AND first.code = '', first.name
FROM placed AS copy JOIN placed AS first USING (family)
    JOIN {_COUNTING} AS counting ON counting.identity = copy.identity
WHERE copy.file <> first.file AND first.place = 1 ORDER BY copy.file, copy.digest1, copy.digest2
"""
OTHER_WORDING: Final = "SELECT file, name, other_wording FROM service WHERE other_wording <> '' ORDER BY file"
ODD_NAMES: Final = f"""
SELECT DISTINCT file, counts, counting.name FROM filed JOIN {_COUNTING} AS counting USING (identity)
WHERE NOT ends_with(lower(file), '.json') ORDER BY file
"""
