#!/usr/bin/env python3
"""One-click unsubscribing (RFC 8058) under load: 100 POSTs a second for a while, on loopback.

    src/bench/deliver/oneclick.py [--jar target/becas.jar] [--rate 100] [--seconds 20]

Each subscriber's link is sent POST twice and GET in between. Ends with 1 unless every POST is answered 200 within a second,
without redirect and without cookie, everybody has left once, and nobody by GET.
"""
import argparse, base64, concurrent.futures, hashlib, hmac, http.client, json, os, pathlib, shutil, signal, socket, sqlite3
import subprocess, sys, tempfile, time

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--jar", default="target/becas.jar")
arguments.add_argument("--rate", type=int, default=100)
arguments.add_argument("--seconds", type=int, default=20)
options = arguments.parse_args()
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    options.port = free.getsockname()[1]
folder = pathlib.Path(tempfile.mkdtemp(prefix="becas-oneclick"))
data = folder / "data"
environment = dict(os.environ, BECAS_DATA=str(data), BECAS_OUTBOX=str(folder / "outbox"), SERVER_PORT=str(options.port),
                   BECAS_SCHEDULE_ENABLED="false")
people = options.rate * options.seconds // 2


def prepare():
    subprocess.run(["java", "-jar", options.jar, "subscribers", "export"], env=environment, check=True, stdout=subprocess.DEVNULL)
    with sqlite3.connect(data / "becas.db") as base:
        base.executemany("INSERT INTO subscriber (email, email_key, name, levels, language, status, since, changed_at)"
                         " VALUES (?, ?, ?, 'maestria', 'es-CO', 'ACTIVE', 0, 0)",
                         ((f"p{i}@example.org", f"p{i}@example.org", f"Persona {i}") for i in range(people)))
        return base.execute("SELECT id, email_key FROM subscriber").fetchall()


def link(person, address):
    key = base64.b64decode((data / "secret.key").read_text().strip())
    parts = b"\0".join([b"UNSUBSCRIBE", str(person).encode(), address.encode()])
    return f"/baja?t={person}." + base64.urlsafe_b64encode(hmac.new(key, parts, hashlib.sha256).digest()).decode().rstrip("=")


def ask(method, path):
    start = time.time()
    connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=30)
    body = "List-Unsubscribe=One-Click" if method == "POST" else None
    connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("Set-Cookie"), answer.getheader("Location"), time.time() - start


def count(sql):
    with sqlite3.connect(data / "becas.db") as base:
        return base.execute(sql).fetchone()[0]


def run(links):
    jobs, start = [], time.time()
    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        for number in range(options.rate * options.seconds):
            time.sleep(max(0, start + number / options.rate - time.time()))
            jobs.append(pool.submit(ask, "POST", links[number % len(links)]))
    return [job.result() for job in jobs], time.time() - start


server = None
try:
    links = [link(*person) for person in prepare()]
    server = subprocess.Popen(["java", "-jar", options.jar], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            ask("GET", "/suscripcion")
            break
        except OSError:
            time.sleep(0.2)
    if server.poll() is not None:
        sys.exit("the program did not start")
    for path in links[:200]:
        for _ in range(5):
            ask("GET", path)
    by_get = count("SELECT count(*) FROM subscriber WHERE status <> 'ACTIVE'") + count("SELECT count(*) FROM consent_event")
    answers, seconds = run(links)
    times = sorted(answer[3] for answer in answers)
    result = {"posts": len(answers), "per_second": round(len(answers) / seconds), "changed_by_get": by_get,
              "not_200": sum(a[0] != 200 for a in answers), "statuses": sorted({a[0] for a in answers}), "cookies": sum(a[1] is not None for a in answers),
              "redirects": sum(a[2] is not None for a in answers), "median_ms": round(times[len(times) // 2] * 1000),
              "p99_ms": round(times[len(times) * 99 // 100] * 1000), "slowest_ms": round(times[-1] * 1000),
              "left": count("SELECT count(*) FROM subscriber WHERE status = 'LEFT'"),
              "left_events": count("SELECT count(*) FROM consent_event WHERE kind = 'LEFT'"), "people": people}
    print(json.dumps(result))
    good = not (result["changed_by_get"] or result["not_200"] or result["cookies"] or result["redirects"]) \
        and result["left"] == result["left_events"] == people and times[-1] <= 1
    sys.exit(0 if good else 1)
finally:
    if server:
        server.send_signal(signal.SIGTERM)
        server.wait()
    shutil.rmtree(folder)
