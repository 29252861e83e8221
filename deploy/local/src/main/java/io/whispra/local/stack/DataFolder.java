package io.whispra.local.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import io.whispra.local.problem.Problem;

/** The folder of everything that one stack keeps. What is made here is for its owner only. */
public record DataFolder(Path root) {

    private static final long MEBIBYTE = 1L << 20;
    private static final long FULL = 8 * MEBIBYTE;

    public Path mongodb() {
        return root.resolve("mongodb/whispra.mv");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path s3() {
        return root.resolve("s3");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    /** State file, lock and control socket of the running stack. */
    public Path run() {
        return root.resolve("run");
    }

    public Path stateFile() {
        return run().resolve("state.json");
    }

    /**
     * Makes the folders.
     *
     * @throws Problem if they cannot be made or written
     */
    public void prepare() {
        try {
            for (var folder : new Path[]{root, secrets(), run(), logs()}) {
                makeOwnerOnly(folder);
            }
            Files.delete(Files.createTempFile(run(), "writable", null));
        } catch (IOException e) {
            throw Problem
                    .failed("the data folder " + root + " cannot be written (--data or WHISPRA_DATA names another): "
                            + e.getMessage() + " " + e.getClass().getSimpleName());
        }
    }

    /**
     * Looks whether there is room.
     *
     * @throws Problem if fewer than these bytes are free
     */
    public void requireSpace(long bytes) {
        try {
            var usable = Files.getFileStore(root).getUsableSpace();
            if (usable < bytes) {
                throw Problem.failed("only " + usable / MEBIBYTE + " MiB are free for " + root + ", and "
                        + bytes / MEBIBYTE + " MiB are needed; free some, or name another folder with --data");
            }
        } catch (IOException e) {
            throw Problem.failed("the free space of " + root + " is not known", e);
        }
    }

    /** Whether next to nothing is free: what then fails, fails for that reason. */
    public boolean isFull() {
        try {
            return Files.getFileStore(root).getUsableSpace() < FULL;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Claims the folder for this process until it ends, however it ends.
     *
     * @return gives the folder up
     * @throws Problem if another process has it
     */
    public FileChannel claim() {
        try {
            var channel = FileChannel.open(run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw Problem.failed("cannot lock " + run().resolve("lock"), e);
        }
        throw Problem.failed("Whispra is already running on " + root
                + "; `deploy/whispra status` shows it, `deploy/whispra down` stops it");
    }

    /** Stays until {@link #epochHasChanged()}: the stores may have lost something that clients have seen. */
    void demandNewEpoch() {
        try {
            Files.writeString(newEpoch(), "");
        } catch (IOException e) {
            throw Problem.failed("cannot write " + newEpoch(), e);
        }
    }

    boolean isNewEpochDemanded() {
        return Files.exists(newEpoch());
    }

    void epochHasChanged() {
        try {
            Files.deleteIfExists(newEpoch());
        } catch (IOException e) {
            throw Problem.failed("cannot delete " + newEpoch(), e);
        }
    }

    private Path newEpoch() {
        return root.resolve("mongodb/new-epoch");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static void makeOwnerOnly(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        try {
            Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }
}
