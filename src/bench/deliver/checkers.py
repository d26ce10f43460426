#!/usr/bin/python3
"""What independent checkers say of the letters that the demonstration writes.

    src/bench/deliver/checkers.py [--jar target/becas.jar] [--letters 3] [--keep FOLDER]

Needs spamassassin, python3-dkim (Debian) and, for caniemail, node 20.19 or newer with npm, which fetches the package.
Ends with 1 unless: SpamAssassin (-L, no network) below 2.0, DKIM verified by dkimpy with the key that the dkim command
prints and refused after any change, no header missing, no feature used that Gmail, Outlook, Apple Mail or Yahoo
cannot show without which the letter could not be read (see GRACEFUL).
"""
import argparse, email, email.policy, json, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, time

import dkim

# Features that some clients ignore, and that the letter does not depend on: what is left without them, and why
GRACEFUL = {
    "<style> element": "the inlined styles remain",
    "@media": "one column as it is",
    "color-scheme meta tag": "the client's own dark mode",
    "role attribute": "lacking in the discontinued Windows Mail only; a layout table is announced as one",
    "<body> element": "becomes a div in webmails; lang, dir and every style stand again on the div within it",
}
CLIENTS = ["gmail.*", "outlook.*", "apple-mail.*", "yahoo.*"]

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--jar", default="target/becas.jar")
arguments.add_argument("--letters", type=int, default=3, help="the longest so many are checked")
arguments.add_argument("--keep", help="keep the letters there")
options = arguments.parse_args()
folder = pathlib.Path(tempfile.mkdtemp(prefix="becas-checkers"))
environment = dict(os.environ, BECAS_DATA=str(folder / "data"), BECAS_OUTBOX=str(folder / "outbox"),
                   BECAS_MAIL_DKIM_SELECTOR="b1", BECAS_MAIL_DKIM_KEY=str(folder / "b1.pem"), SERVER_PORT="0")


def published():
    """The name and the text that IT would publish."""
    said = subprocess.run(["java", "-jar", options.jar, "dkim"], env=environment, capture_output=True, text=True, check=True)
    lines = [line.strip() for line in said.stdout.splitlines()]
    return next(l for l in lines if "._domainkey." in l), next(l for l in lines if l.startswith("v=DKIM1"))


def letters():
    program = subprocess.Popen(["java", "-jar", options.jar, "demo"], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        for line in program.stdout:
            if "lista" in line:
                break
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait()
    found = sorted((folder / "outbox").glob("*.eml"), key=lambda file: -file.stat().st_size)
    return found[:options.letters]


def spam(letter):
    said = subprocess.run(["spamassassin", "-L", "-t"], input=letter, capture_output=True).stdout.decode("utf-8", "replace")
    score = float(re.search(r"score=(-?[\d.]+)", said).group(1))
    rules = re.search(r"tests=([A-Z0-9_,\s]+?)\s+(?:autolearn|version)", said)
    return score, re.sub(r"\s+", "", rules.group(1)) if rules else ""


def signed(letter, name, record):
    answer = lambda asked, timeout=5: record.encode() if asked.decode().rstrip(".") == name else None
    whole = dkim.verify(letter, dnsfunc=answer)
    changed = [letter.replace(b"\r\nSubject: ", b"\r\nSubject: X", 1), letter.replace(b"/baja?t=3D", b"/baja?u=3D"),
               letter.replace(b"One-Click", b"Two-Click"), b"Subject: otro\r\n" + letter]
    return whole, sum(dkim.verify(other, dnsfunc=answer) for other in changed if other != letter)


def html(letter):
    message = email.message_from_bytes(letter, policy=email.policy.default)
    return message.get_body(("html",)).get_content()


def features(page):
    """Title of each feature that some client lacks, with the clients that lack it, from caniemail's own data."""
    if not (folder / "node_modules").exists():
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "caniemail@2.0.2"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "check.mjs").write_text("""import { caniemail, formatIssue } from 'caniemail';
import { readFileSync } from 'node:fs';
const { issues } = caniemail({ clients: %s, html: readFileSync('page.html', 'utf8') });
const lacking = {};
for (const [client, found] of issues.errors) for (const issue of found)
  (lacking[issue.title] ??= []).push(client);
console.log(JSON.stringify(lacking));
""" % json.dumps(CLIENTS))
    done = subprocess.run(["node", "check.mjs"], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def check(file, name, record):
    letter = file.read_bytes()
    score, rules = spam(letter)
    whole, forged = signed(letter, name, record)
    lacking = features(html(letter))
    blockers = {title: clients for title, clients in lacking.items() if title not in GRACEFUL}
    result = {"letter": file.name, "bytes": len(letter), "html_bytes": len(html(letter).encode()), "spamassassin": score,
              "rules": rules, "dkim": whole, "forgeries_taken": forged, "blockers": blockers,
              "graceful": sorted(set(lacking) & set(GRACEFUL))}
    result["good"] = score < 2.0 and whole and not forged and not blockers
    return result


try:
    key = published()
    results = [check(file, *key) for file in letters()]
    for result in results:
        print(json.dumps(result, ensure_ascii=False))
    if options.keep:
        shutil.copytree(folder / "outbox", options.keep, dirs_exist_ok=True)
    sys.exit(0 if results and all(result["good"] for result in results) else 1)
finally:
    shutil.rmtree(folder)
