"""The usual headings of columns with notes or details of the person instead of answers. Pure."""

from enum import StrEnum
from typing import Final

from readiness.text import letters_alone


class Kind(StrEnum):
    """What a column holds."""

    ANSWER = "answer"
    ITEM = "item"
    """The tick of one item of a checklist."""
    NONE_OF_THEM = "none of the items"
    NOT_KNOWN = "don't know"
    NOTE = "note"
    MAY_BE_SHOWN = "whether the note may be shown"
    ROLE = "role"
    SERVICE = "service"
    ORGANISATION = "organisation"
    SERVICE_CODE = "service code"
    STARTED = "start time"
    FINISHED = "time stamp"
    PERSON = "person's code"
    RECORD = "record number"
    """The number that a survey program gives the row; another survey may have the same."""
    WHO = "who it is"
    """The person's own name or email address: it is left out, but it is said in which rows it is the same."""
    OF_A_QUIZ = "points of a quiz"
    """What a survey program adds to a quiz: points for an answer, or feedback on it."""
    LEFT_OUT = "left out"
    """It may say who somebody is, and is left out on purpose."""
    UNKNOWN = "not known"


def _phrases(text: str) -> frozenset[str]:
    """The phrases between semicolons, as headings are compared."""
    return frozenset(map(letters_alone, text.split(";")))


DETAILS: Final[dict[Kind, frozenset[str]]] = {
    Kind.ROLE: _phrases("""
        role; your role; job role; role in the service; role here; what is your role; my role; which best describes
        you; which best describes your role; what best describes your role; which of these best describes you; your
        role in the service; your role here; who are you; took part; i am; in which role do you answer; in what role
        do you answer; your role may be left out; roles"""),
    Kind.SERVICE: _phrases("""
        service; service name; name of service; name of the service; name of your service; your service; team; team
        name; name of team; name of your team; your team; service or team; team or service; name of your service or
        team; which service; which team; service team; which service are you answering for; what is the service or
        team called"""),
    Kind.ORGANISATION: _phrases("""
        organisation; organization; your organisation; your organization; name of organisation; name of your
        organisation; trust; nhs trust; employer; organisation name; provider; company"""),
    Kind.SERVICE_CODE: _phrases("""
        service code; code of the service; team code; ods code; service id"""),
    Kind.STARTED: _phrases("""
        start time; started; started at; date started; start date; time started; datestarted"""),
    Kind.FINISHED: _phrases("""
        timestamp; time stamp; completion time; completed; completed at; submitted; submitted at; finished;
        submission time; submission date; date submitted; time submitted; end date; date; end time; date time;
        recorded date; date of response; response date; submit date; date completed; time completed; last modified
        time; date modified; updated at"""),
    Kind.PERSON: _phrases("""
        person; person code; code; code of the person; your code; participant; participant code; respondent code;
        participant number; your code of six letters; workshop code"""),
    Kind.RECORD: _phrases("""
        participant id; respondent; respondent id; response id; response; response number; submission id; id; sheet;
        sheet number; number; no; unique response number; row id; record id; entry id"""),
    Kind.WHO: _phrases("""
        name; your name; full name; your full name; what is your name; first name; last name; surname; forename; first
        and last name; email; e mail; email address; your email; your email address; what is your email address;
        recipient last name; recipient first name; recipient email"""),
    Kind.OF_A_QUIZ: _phrases("score; total score; total points; quiz feedback"),
    Kind.LEFT_OUT: _phrases("""
        username; user name; user id; phone; telephone; phone number; ip address; ip; custom data; custom
        data 1; collector id; collector; location latitude; location longitude; user language; language;
        start language; last page; seed; referrer url; distribution channel; status; progress; duration in
        seconds; duration; external reference; response type; age; age group; gender; sex; ethnicity; ethnic
        group; religion; sexual orientation; disability; job title; line manager; user"""),
}
"""The possible headings of each detail."""
NOTE_WORDS: Final = _phrases("""
    note; notes; comment; comments; your note; your notes; evidence; remark; remarks; a note; what could you
    show a visitor as evidence; note if you like; add a note; your comments; other comment""")
SHOWN_WORDS: Final = _phrases("""
    may be shown; note may be shown; may be shown to the others; the note may be shown; can be shown; may we
    show this note; may this note be shown; this note may be shown; my note may be shown; show note""")
SELF_WORDS: Final = _phrases("; response; answer; level; selected choice; open-ended response; your answer")
NONE_WORDS: Final = _phrases("none; none of these; none of the above; none of them")
NOT_KNOWN_WORDS: Final = _phrases("don't know; do not know; I don't know; not sure")
