#!/usr/bin/env python3
"""How fast an edition is delivered, beside postfix's smtp-source in the same minutes.

    src/bench/deliver/speed.py [--jar target/becas.jar] [--letters 20000] [--connections 10] [--delay MS] [--dkim]

Needs smtp-sink and smtp-source (Debian: postfix). SQLite ledger with synchronous=FULL, 57 KB letters. DKIM off, unless
--dkim: then each letter is signed (rsa-sha256, a key of 2048 bits) by the processor that also sends it.
With --delay the relay is SlowSink.java, which answers that many milliseconds late, and there is no peer.
"""
import argparse, json, os, pathlib, random, resource, shutil, socket, sqlite3, subprocess, sys, tempfile, time

here = pathlib.Path(__file__).parent
arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--jar", default="target/becas.jar")
arguments.add_argument("--classpath", help="run from classes instead of the jar")
arguments.add_argument("--letters", type=int, default=20000)
arguments.add_argument("--connections", type=int, default=10)
arguments.add_argument("--delay", type=int)
arguments.add_argument("--dkim", action="store_true")
arguments.add_argument("--port", type=int, default=2525)
arguments.add_argument("--heap", default="256m")
arguments.add_argument("--java", default="")
options = arguments.parse_args()

folder = pathlib.Path(tempfile.mkdtemp(prefix="becas-speed"))
database = folder / "data" / "becas.db"
environment = dict(os.environ, BECAS_DATA=str(folder / "data"), SPRING_MAIL_HOST="127.0.0.1",
                   SPRING_MAIL_PORT=str(options.port), BECAS_MAIL_CONNECTIONS=str(options.connections),
                   BECAS_MAIL_LETTERS_PER_CONNECTION="1000000")
if options.dkim:
    environment.update(BECAS_MAIL_DKIM_SELECTOR="b1", BECAS_MAIL_DKIM_KEY=str(folder / "b1.pem"))


def becas(*command):
    program = ["-cp", options.classpath, "org.becas.Becas"] if options.classpath else ["-jar", options.jar]
    return subprocess.run(["java", "-Xmx" + options.heap, *options.java.split(), *program, *command], env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def prepare():
    """An empty installation, then an approved bulletin of 40 KB HTML and 7 KB text, and its readers."""
    if options.dkim:
        becas("dkim")
    started = becas("subscribers", "export")
    if not database.exists():
        sys.exit(started.stdout)
    words = ["beca", "maestría", "convocatoria", "Alemania", "manutención", "universidad", "hasta", "el", "15 de marzo"]
    chance = random.Random(1)
    paragraph = lambda size: " ".join(chance.choice(words) for _ in range(size // 10))
    html = "<!DOCTYPE html><html lang=\"es-CO\"><body><p>%%NOMBRE%%</p>" + "".join(
        f"<p>{paragraph(400)}</p>\n" for _ in range(98)) + "<a href=\"%%BAJA%%\">Baja</a> <a href=\"%%PREFERENCIAS%%\">Cambiar</a></body></html>"
    text = "%%NOMBRE%%\n" + "".join(paragraph(70) + "\n" for _ in range(95)) + "%%BAJA%%\n%%PREFERENCIAS%%\n"
    with sqlite3.connect(database) as base:
        base.execute("INSERT INTO bulletin (edition, status, intro, prepared_at, content_hash, approved_by, approved_at)"
                     " VALUES ('2026-12', 'APPROVED', '', 0, 'hash', 'bench', 0)")
        base.execute("INSERT INTO bulletin_rendering (edition, levels, subject, html, body)"
                     " VALUES ('2026-12', 'maestria', 'Becas de diciembre', ?, ?)", (html, text))
        base.executemany("INSERT INTO subscriber (email, email_key, name, levels, language, status, since, changed_at)"
                         " VALUES (?, ?, ?, 'maestria', 'es-CO', 'ACTIVE', 0, 0)",
                         ((f"p{i}@example.org", f"p{i}@example.org", f"Persona {i}") for i in range(options.letters)))


def ledger():
    with sqlite3.connect(database) as base:
        count, first, last = base.execute("SELECT count(*), min(changed_at), max(changed_at) FROM delivery"
                                          " WHERE state = 'ACCEPTED'").fetchone()
        # the first fifth is warm-up
        warm = base.execute("SELECT changed_at FROM delivery WHERE state = 'ACCEPTED' ORDER BY changed_at"
                            " LIMIT 1 OFFSET ?", (count // 5,)).fetchone()[0]
    return count, round(count / (last - first) * 1000), round((count - count // 5) / (last - warm) * 1000)


def source():
    start = time.time()
    subprocess.run(["smtp-source", "-s", str(options.connections), "-l", "57000", "-m", str(options.letters), "-d",
                    "-f", "ofai@example.org", "-t", "ana@example.org", f"inet:127.0.0.1:{options.port}"], check=True)
    return round(options.letters / (time.time() - start))


def spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


sink = (["java", str(here / "SlowSink.java"), str(options.port), str(options.delay)] if options.delay is not None
        else ["smtp-sink", "-u", "nobody", f"127.0.0.1:{options.port}", "1024"])
relay = subprocess.Popen(sink, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    prepare()
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", options.port)) == 0:
                break
        time.sleep(0.1)
    before = None if options.delay is not None else source()
    start, used = time.time(), spent()
    done = becas("deliver", "--edition", "2026-12")
    wall, used = time.time() - start, spent() - used
    after = None if options.delay is not None else source()
    count, whole, warm = ledger()
    if count != options.letters:
        print(done.stdout[-3000:], file=sys.stderr)
    print(json.dumps({"letters": count, "connections": options.connections, "seconds_with_start": round(wall, 1), "cpu_seconds": round(used, 1),
                      "letters_per_second": whole, "after_warm_up": warm, "smtp_source": [before, after],
                      "ratio": round(warm / ((before + after) / 2), 2) if before else None}))
finally:
    relay.terminate()
    shutil.rmtree(folder)
