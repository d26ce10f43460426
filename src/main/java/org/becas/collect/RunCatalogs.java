package org.becas.collect;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.becas.office.Folders;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceCatalog.Legible;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.stereotype.Component;

/**
 * The sources as they stood at the head of each run: an edit in the middle of one counts
 * from the next. A mistake in the list costs the entry in which it is, and staff a letter
 * about it; the other sources are visited.
 */
@Component
class RunCatalogs implements JobExecutionListener {

	private final Folders folders;

	private final MistakesLetter letter;

	private final Map<Long, Legible> catalogs = new ConcurrentHashMap<>();

	RunCatalogs(Folders folders, MistakesLetter letter) {
		this.folders = folders;
		this.letter = letter;
	}

	/**
	 * The entries that can be read.
	 * @throws org.becas.source.SourceProblems if mistakes have left none
	 */
	SourceCatalog of(JobExecution run) {
		return legible(run).some();
	}

	private Legible legible(JobExecution run) {
		return this.catalogs.computeIfAbsent(run.getId(), (id) -> {
			String file = run.getJobParameters().getString("file");
			return (file != null) ? SourceCatalog.legible(Path.of(file))
					: SourceCatalog.legible(this.folders.sources(), this.folders.overlay());
		});
	}

	/** Whoever names another list is told by the command what is wrong with it. */
	@Override
	public void beforeJob(JobExecution run) {
		if (run.getJobParameters().getString("file") == null) {
			this.letter.tell(legible(run).problems());
		}
	}

	@Override
	public void afterJob(JobExecution run) {
		this.catalogs.remove(run.getId());
	}

}
