package dev.chatanalytics.ops.verify.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/**
 * Outlives us, and clears up when we were killed: ends the service, PostgreSQL and what stands between them, unmounts the small disks and deletes
 * all but the logs. For one thread.
 *
 * <p>It is a shell at the other end of a pipe that nobody but this process holds. When the pipe ends without a word, this
 * process is dead, however it died. What is ours is known by where it runs, not by numbers, so it makes no difference how
 * often a part was started anew or that it stands still. It needs Linux; elsewhere it does nothing.
 */
final class Reaper implements AutoCloseable {

    private static final String DONE = "done\n";

    /** Looks until nothing has been found for a while: something may just be starting. */
    private static final String SCRIPT = """
            dir=$1
            trap '' HUP INT TERM
            read -r word && [ "$word" = done ] && exit
            ours() {
              for process in /proc/[0-9]*; do
                case $(readlink "$process/cwd"):$(readlink "$process/exe") in
                  "$dir":*/java | "$dir":*/strace | "$dir":*/pgbouncer | "$dir"/*:*/postgres) echo "${process#/proc/}" ;;
                esac
              done
            }
            quiet=0
            while [ $quiet -lt 3 ]; do
              quiet=$((quiet + 1))
              for pid in $(ours); do
                kill -KILL "$pid"
                rm -f "/dev/shm/faketime_shm_$pid" "/dev/shm/sem.faketime_sem_$pid"
                quiet=0
              done
              sleep 1
            done
            for disk in "$dir"/journal "$dir"/dead-letters; do
              umount -l "$disk"
            done
            find "$dir" -mindepth 1 -maxdepth 1 ! -name '*.log' -exec rm -rf {} +
            """;

    private final Process shell;

    private Reaper(Process shell) {
        this.shell = shell;
    }

    /** @param dir of the stack, absolute, in which its processes run; to be closed when they have ended */
    static Reaper over(Path dir) throws IOException {
        List<String> command = List.of("sh", "-c", SCRIPT, "chaos-reaper", dir.toString());
        return new Reaper(new ProcessBuilder(OwnSession.of(command))
                .directory(new File("/"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start());
    }

    /** There is nothing to clear up. */
    @Override
    public void close() throws IOException {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write(DONE.getBytes(US_ASCII));
        }
        try {
            shell.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the reaper ends", e);
        }
    }
}
