"""Courtesies: greetings, thanks and forms of address, which put nothing forward."""

import re

_ADDRESSED = (
    r"(?:(?:so|and|well|okay|ok|now|first(?: of all)?|again|once again|finally|also|let me|all right|right|yes|oh|sir|"
    r"madam|mr|ms|mrs|minister|president|ambassador|excellency)[ ,.]+|(?-i:[A-Z])[\w.'’ -]{0,40},\s+){0,6}"
)
_GREETINGS = (
    r"(?:a )?(?:very )?good (?:morning|afternoon|evening|day|night|bye)",
    r"goodbye|bye(?:-bye)?|hello|hi|hey|greetings|cheers|safe travels|see you|take care|my pleasure",
    r"(?:and |a warm )?welcome(?= back\b| to\b| everyone\b| everybody\b| all\b|[,.!]|$)",
    r"dear (?:colleagues|friends|ladies|excellencies|all)|ladies and gentlemen|distinguished \w+",
    r"your excellenc\w+|excellencies",
    r"(?:it is|it['’]s) (?:good|nice|great|a pleasure|an honou?r) to (?:see|meet|be|have)",
    r"(?:nice|good|great) to (?:see|meet|have|be)|have a (?:good|nice|great)|(?:happy|merry) \w+",
    r"you(?:['’]re| are) welcome|(?:drive|stay|keep|get home) (?:safe|well|healthy)",
)
_TOGETHER = (
    r"(?:the )?(?:\w+ )?(?:ministers|leaders|parties|sides|participants|presidents|heads|members|states|delegations)"
)
_WISHES = r"(?:also |too |warmly |sincerely |wish(?:es)? to |would like to |should like to |want to )*"
_THANKS = (
    r"(?:many|warm|sincere|heartfelt)? ?thanks|thank you",
    r"thank(?:ing)? (?:you|him|her|them|everyone|everybody|all|the)",
    rf"(?:i|we|my delegation|my country|(?:the )?\w+ delegation) {_WISHES}thanks?",
    rf"(?:i|we|my delegation|my country) {_WISHES}express (?:our|my|its) (?:gratitude|thanks|appreciation)",
    r"let me (?:also |first |begin by |start by )*thank(?:ing)?",
    r"(?:i|we)['’]d like to (?:thank|begin by thanking)",
    r"(?:i am|i['’]m|we are|we['’]re) (?:very |most )?grateful (?:to|for)|much appreciated",
    r"i appreciate (?:it|that|your)",
    rf"{_TOGETHER} (?:also |further )*(?:thank(?:ed|s)?|express(?:ed)? (?:their|its) (?:sincere |deep )*"
    r"(?:gratitude|thanks|appreciation))",
    rf"(?:let me|allow me to|may i|i|we|my delegation) {_WISHES}congratulat\w+ (?:you|him|her|them)",
    r"(?:i|we) (?:apologi[sz]e|am sorry|are sorry) (?:for|that|to)",
)
_COURTESY = re.compile(rf"[“\"'‘(\s]*{_ADDRESSED}(?:{'|'.join((*_GREETINGS, *_THANKS))})\b", re.I)
#: One word of an address. Words are looked at one by one: a pattern of them all would try every way to part them.
_ADDRESS_WORD = re.compile(
    r"mr|mrs|ms|madam|madame|dear|your|his|her|honou?rable|distinguished|excellenc\w+|ladies|gentlemen|colleagues|"
    r"friends|members?|delegates|ministers?|presidents?|chair\w*|secretary\w*|general|speaker|sir|heads?|states?|"
    r"governments?|ambassadors?|representatives?|comrades|fellow|citizens|co-chairs?|vice|prime|commissioners?|deputy|"
    r"esteemed|honou?red|guests|everyone|everybody|all|and|of|the|to|council|assembly|parliament|(?-i:[A-Z])[\w'’-]*",
    re.I,
)
#: More than thanks: what goes on with a clause of its own.
_MORE = re.compile(
    r"(?:[;:]|,? (?:but|however|although|though|yet|because|while|whereas)\b|"
    r", (?:and|so|which|who) (?:i|we|it|they|he|she|this|that|is|are|has|have)\b|\?)",
    re.I,
)
LONGEST = 30


def is_courtesy(words: str) -> bool:
    """Tell whether a sentence only greets, thanks or addresses somebody."""
    words = " ".join(words.split()).strip("*_ ")
    count = len(words.split())
    if not words or count > LONGEST:
        return False
    if _COURTESY.match(words):
        match = _COURTESY.match(words)
        return match is not None and not _MORE.search(words, match.end())
    if count <= 16 and words.endswith((",", "!", ":")) and _is_address(words):
        return True
    return (
        count <= 5
        and _is_address(words)
        and words[:1].isupper()
        and not words.endswith("?")
        and bool(re.match(r"(?:mr|mrs|ms|madam|dear|ladies|excellenc|distinguished|colleagues|friends)\b", words, re.I))
    )


def _is_address(words: str) -> bool:
    """Tell whether every word is one of an address: a title, an office, a name, or what joins them."""
    return all(_ADDRESS_WORD.fullmatch(word) for word in re.findall(r"[\w'’-]+", words))
