package io.whispra.auth.startup;

import java.util.List;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/** Looks from time to time whether a file of the installation has changed, on a thread of its own. */
@Component
class ProvidedFiles implements SmartLifecycle {

    private final List<ProvidedFile<?>> files;
    private final FileProperties properties;
    private Disposable polling = Disposables.disposed();

    ProvidedFiles(List<ProvidedFile<?>> files, FileProperties properties) {
        this.files = files;
        this.properties = properties;
    }

    @Override
    public void start() {
        Scheduler thread = Schedulers.newSingle("files", true);
        long pause = properties.poll().toMillis();
        polling = Disposables.composite(
                thread.schedulePeriodically(() -> files.forEach(ProvidedFile::lookAgain), pause, pause, MILLISECONDS),
                thread);
    }

    @Override
    public void stop() {
        polling.dispose();
    }

    @Override
    public boolean isRunning() {
        return !polling.isDisposed();
    }
}
