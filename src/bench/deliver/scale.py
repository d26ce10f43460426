#!/usr/bin/env python3
"""Does planning, and sending to a sink, grow in line with the number of recipients?

    src/bench/deliver/scale.py [--sizes 10000,100000,1000000] [--send 100000] [--postgres jdbc:postgresql:...] [--jar target/becas.jar]

Plans an edition for each size in a fresh installation and prints seconds, letters a second and the exponent from size to
size; sizes up to --send are sent to smtp-sink on loopback as well. The heap is --heap (256m), so that what does not fit
fails. Without --postgres, SQLite with synchronous=FULL; with it, that database is emptied of subscribers and mailings.
"""
import argparse, json, math, os, pathlib, re, shutil, socket, sqlite3, subprocess, sys, tempfile, time

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--jar", default="target/becas.jar")
arguments.add_argument("--classpath", help="run from classes instead of the jar")
arguments.add_argument("--sizes", default="10000,100000,1000000")
arguments.add_argument("--send", type=int, default=100000)
arguments.add_argument("--postgres", help="JDBC URL; psql must reach the same database through the PG* variables")
arguments.add_argument("--port", type=int, default=2526)
arguments.add_argument("--heap", default="256m")
options = arguments.parse_args()
HTML = "<!DOCTYPE html><html lang=\"es-CO\"><body><p>%%NOMBRE%%</p><p>Beca</p><a href=\"%%BAJA%%\">Baja</a> <a href=\"%%PREFERENCIAS%%\">Cambiar</a></body></html>"
TEXT = "%%NOMBRE%%\nBeca\n%%BAJA%%\n%%PREFERENCIAS%%\n"


def becas(folder, *command):
    program = ["-cp", options.classpath, "org.becas.Becas"] if options.classpath else ["-jar", options.jar]
    environment = dict(os.environ, BECAS_DATA=str(folder), SPRING_MAIL_HOST="127.0.0.1",
                       SPRING_MAIL_PORT=str(options.port), BECAS_MAIL_CONNECTIONS="10", BECAS_DELIVERY_PATIENCE="0s",
                       BECAS_MAIL_LETTERS_PER_CONNECTION="1000000")
    if options.postgres:
        environment["SPRING_DATASOURCE_URL"] = options.postgres
    return subprocess.run(["java", "-Xmx" + options.heap, "-XX:+ExitOnOutOfMemoryError", *program, *command],
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def sql(folder, *statements):
    if options.postgres:
        done = subprocess.run(["psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-c", ";".join(statements)], check=True,
                              stdout=subprocess.PIPE, text=True).stdout.split("\n")
        return [tuple(line.split("|")) for line in done if line]
    with sqlite3.connect(folder / "becas.db") as base:
        for statement in statements:
            rows = base.execute(statement).fetchall()
        return rows


def series(size):
    return (f"SELECT i FROM generate_series(1, {size}) AS s(i)" if options.postgres else
            f"WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {size}) SELECT i FROM s")


def measure(size, send, edition):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="becas-scale"))
    try:
        becas(folder, "subscribers", "export")
        insert = ("INSERT INTO subscriber (email, email_key, name, levels, language, status, since, changed_at) SELECT "
                  "'p' || i || '@example.org', 'p' || i || '@example.org', 'Persona', 'maestria', 'es-CO', 'ACTIVE', 0, 0 FROM ("
                  + series(size) + ") AS n")
        sql(folder, "DELETE FROM delivery", "DELETE FROM delivery_content", "DELETE FROM dispatch",
            "DELETE FROM bulletin_rendering", "DELETE FROM bulletin", "DELETE FROM subscriber",
            "INSERT INTO bulletin (edition, status, intro, prepared_at, content_hash, approved_by, approved_at)"
            f" VALUES ('{edition}', 'APPROVED', '', 0, 'hash', 'bench', 0)",
            "INSERT INTO bulletin_rendering (edition, levels, subject, html, body)"
            f" VALUES ('{edition}', 'maestria', 'Becas', '{HTML}', '{TEXT}')", insert)
        # With the relay away, the start plans, finds nobody to send to, and ends
        becas(folder, "deliver", "--edition", edition)
        planned, = sql(folder, "SELECT count(*), (SELECT planned_at FROM dispatch) FROM delivery")
        times = [tuple(map(float, row)) for row in sql(folder, PLAN)]
        result = {"recipients": size, "planned": int(planned[0]), "plan_seconds": round(times[0][0], 2)}
        if send:
            sink = subprocess.Popen(["smtp-sink", "-u", "nobody", f"127.0.0.1:{options.port}", "1024"],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                for _ in range(100):
                    with socket.socket() as probe:
                        if probe.connect_ex(("127.0.0.1", options.port)) == 0:
                            break
                    time.sleep(0.1)
                done = becas(folder, "deliver", "--edition", edition)
                rows = sql(folder, "SELECT count(*), min(changed_at), max(changed_at) FROM delivery WHERE state = 'ACCEPTED'")
                count, first, last = map(int, rows[0])
                result.update(accepted=count, send_seconds=round((last - first) / 1000, 1),
                              letters_per_second=round(count / max(1, last - first) * 1000))
                if count != size:
                    print(done.stdout[-2000:], file=sys.stderr)
            finally:
                sink.terminate()
        return result
    finally:
        shutil.rmtree(folder)


# the steps of the last start that planned, as Spring Batch keeps them
PLAN = ("SELECT max(EXTRACT(EPOCH FROM (end_time - start_time))) FROM batch_step_execution WHERE step_name = 'plan'"
        if options.postgres else
        "SELECT max(CASE typeof(start_time) WHEN 'integer' THEN (end_time - start_time) / 1000.0"
        " ELSE (julianday(end_time) - julianday(start_time)) * 86400 END) FROM batch_step_execution WHERE step_name = 'plan'")

before = None
for number, size in enumerate(map(int, options.sizes.split(","))):
    # On one database a job that is done is not run again, so each size has an edition of its own
    result = measure(size, size <= options.send, f"{2030 + number}-12")
    if before:
        for what in ("plan_seconds", "send_seconds"):
            if before.get(what) and result.get(what):
                result["exponent_of_" + what] = round(
                    math.log(result[what] / before[what]) / math.log(size / before["recipients"]), 2)
    print(json.dumps(result), flush=True)
    before = result
