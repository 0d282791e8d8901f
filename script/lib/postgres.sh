# shellcheck shell=bash
# A PostgreSQL of our own for the time of the tests: on a free port, in a temporary folder, gone afterwards.

# start_postgres [durable [FOLDER]]: not durable, it is told not to wait for the disk (fsync=off), which is right for
# tests and wrong for anything one wants to keep or measure. FOLDER is where its own folder is made.
start_postgres() {
  local port password settings
  postgres_bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort | tail -n 1)
  [[ -x $postgres_bin/initdb ]] || die "No PostgreSQL in /usr/lib/postgresql."
  postgres_home=$(mktemp --directory "${2-/tmp}/halle-postgres.XXXXXX")
  password=$(od --address-radix=n --read-bytes=16 --format=x1 /dev/urandom | tr -d ' \n')
  (umask 077 && printf '%s' "$password" >"$postgres_home/password")
  # initdb refuses to work for root.
  as_postgres=()
  if ((EUID == 0)); then
    as_postgres=(runuser --user postgres --)
    chown --recursive postgres "$postgres_home"
  fi
  # Plain passwords: they stay on this machine, and hashing one per connection would cost more than the tests.
  postgres initdb --pgdata="$postgres_home/data" --username=halle --pwfile="$postgres_home/password" \
    --auth=password --encoding=UTF8 --locale=C.UTF-8 --no-sync
  port=$(free_port)
  settings=(
    "listen_addresses=127.0.0.1" "port=$port" "unix_socket_directories=$postgres_home" "max_connections=200"
  )
  [[ ${1-} == durable ]] || settings+=("fsync=off" "synchronous_commit=off" "full_page_writes=off")
  # On one line: pg_ctl hands it to a shell.
  printf -- '-c %s ' "${settings[@]}" >"$postgres_home/options"
  resume_postgres
  export HALLE_TEST_POSTGRES=postgres://halle:$password@127.0.0.1:$port/postgres
}

# As after a start of the machine, on which no old process is left; here, its number may still be taken.
resume_postgres() {
  rm -f "$postgres_home/data/postmaster.pid" "$postgres_home"/.s.PGSQL.*
  postgres pg_ctl --pgdata="$postgres_home/data" --log="$postgres_home/log" --wait \
    --options="$(<"$postgres_home/options")" start
}

# As when the machine stops: nobody is asked to finish anything.
halt_postgres() {
  postgres pg_ctl --pgdata="$postgres_home/data" --mode=immediate stop
}

stop_postgres() {
  [[ -n ${postgres_home-} ]] || return 0
  [[ ! -f $postgres_home/data/postmaster.pid ]] || halt_postgres || true
  rm -rf "$postgres_home"
}

# postgres PROGRAM option…: quiet unless it fails.
postgres() {
  local program=$1 told
  shift
  told=$(cd "$postgres_home" && "${as_postgres[@]}" "$postgres_bin/$program" "$@" 2>&1) || {
    say "$told"
    cat "$postgres_home/log" 2>/dev/null
    return 1
  }
}

free_port() {
  local port
  while port=$((RANDOM % 20000 + 40000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  printf '%s' "$port"
}
