"""An nginx of our own on loopback, and what a program takes of the machine."""
import contextlib, os, pathlib, socket, subprocess, time


@contextlib.contextmanager
def served(folder, port):
    """An nginx of our own, in the foreground, so that its process is ours to end."""
    conf = folder / "nginx.conf"
    conf.write_text(f"""worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
        events {{ worker_connections 256; }}
        http {{ access_log off; types {{ text/html html; text/plain txt; }} default_type text/html; sendfile on; etag on;
          client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
          uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5; keepalive_requests 100000;
          server {{ listen 127.0.0.1:{port}; root {folder}/site; }} }}""")
    nginx = subprocess.Popen(["nginx", "-c", str(conf), "-p", str(folder)])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        nginx.terminate()
        nginx.wait()


def measured(command, **more):
    """Seconds of wall clock and of processor, and the largest resident memory in MB."""
    start = time.time()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    said = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        print(said[-3000:])
    return time.time() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
