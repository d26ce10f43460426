#!/usr/bin/env python3
"""How many of a public collection of bounces the reader understands.

    src/bench/deliver/notices.py --classpath CLASSPATH --checkout FOLDER [--wrong]

FOLDER is a checkout of github.com/sisimai/rb-sisimai (or another edition of Sisimai), whose test/public says what each message in
set-of-emails/maildir/bsd means. Nothing of it is part of this project, and its truth is another program's view; so a
message counts as right when our kind is one that its reason allows. Two figures: recognised at all (a bounce is told
to be one), and right.
"""
import argparse, collections, pathlib, re, subprocess

HARD, SOFT, FULL, POLICY = "HARD", "SOFT", "FULL", "POLICY"
ALLOWED = {
    "userunknown": {HARD}, "hasmoved": {HARD}, "hostunknown": {HARD}, "notaccept": {HARD, SOFT, POLICY},
    "suspend": {HARD, SOFT}, "mailboxfull": {FULL}, "vacation": {"AUTO_REPLY"}, "feedback": {"COMPLAINT"},
    "delivered": {"DELIVERED"}, "expired": {SOFT, "DELAYED"}, "networkerror": {SOFT, HARD}, "systemerror": {SOFT, POLICY},
    # what a filter refused for the recipient's sake may be an address that is not there
    "filtered": {HARD, SOFT, POLICY}, "mailererror": {SOFT, HARD, POLICY}, "undefined": {SOFT, HARD, POLICY, FULL},
    "onhold": {SOFT, HARD, POLICY}, "systemfull": {SOFT, FULL}, "toomanyconn": {SOFT, POLICY}, "speeding": {SOFT, POLICY},
    "authfailure": {SOFT, POLICY, "OTHER"}, "ratelimited": {SOFT, POLICY}, "contenterror": {SOFT, POLICY}, "syntaxerror": {SOFT, POLICY},
}
OURS = {SOFT, POLICY}  # rejected, blocked, spamdetected and all others that speak of the sender

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--classpath", required=True)
arguments.add_argument("--checkout", required=True, type=pathlib.Path)
arguments.add_argument("--wrong", action="store_true", help="a line for each message that is not right")
options = arguments.parse_args()


def truth():
    """File name to the reasons of its recipients."""
    reasons = {}
    for file in sorted((options.checkout / "test" / "public").glob("*.rb")):
        text = file.read_text(encoding="utf-8")
        for index, cases in re.findall(r"'(\d+)' *=> *\[((?:\s*\[[^\]]*\],?)+)\s*\]", text):
            found = re.findall(r"'([a-z]+)', *(?:true|false)\s*\]", cases)
            reasons[f"{file.stem}-{index}.eml"] = found or (["feedback"] if "'feedback'" in cases else [])
    return {name: found for name, found in reasons.items() if found}


here = pathlib.Path(__file__).parent
said = subprocess.run(["java", "-cp", options.classpath, str(here / "Notices.java"),
                       str(options.checkout / "set-of-emails" / "maildir" / "bsd")], check=True, stdout=subprocess.PIPE, text=True)
told = {line.split("\t")[0]: line.split("\t") for line in said.stdout.splitlines()}
total = recognised = right = gone = 0
groups = collections.defaultdict(lambda: [0, 0])
for name, reasons in sorted(truth().items()):
    if name not in told:
        continue
    kind = told[name][1]
    # the truth names the trouble, also where the message only warns that a letter is late
    good = kind == "DELAYED" or any(kind in ALLOWED.get(reason, OURS) for reason in reasons)
    total += 1
    recognised += kind not in ("OTHER", "AUTO_REPLY") or "vacation" in reasons
    right += good
    # somebody would lose the bulletin who should not
    gone += kind in (HARD, "COMPLAINT") and not good
    group = groups[re.sub(r"-\d+\.eml$", "", name)]
    group[0] += 1
    group[1] += good
    if options.wrong and not good:
        print("\t".join([name, "/".join(reasons), *told[name][1:]]))
if options.wrong:
    print({name: f"{good}/{n}" for name, (n, good) in groups.items() if good < n})
print(f"messages {total}, recognised {100 * recognised / total:.1f} %, right {100 * right / total:.1f} %, wrongly gone {gone}")
