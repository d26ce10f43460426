package org.becas.collect;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.becas.office.Folders;
import org.becas.source.SourceCatalog;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.stereotype.Component;

/**
 * The sources as they stood at the head of each run: an edit in the middle of one counts
 * from the next.
 */
@Component
class RunCatalogs implements JobExecutionListener {

	private final Folders folders;

	private final Map<Long, SourceCatalog> catalogs = new ConcurrentHashMap<>();

	RunCatalogs(Folders folders) {
		this.folders = folders;
	}

	/**
	 * @throws org.becas.source.SourceProblems if the file has mistakes
	 */
	SourceCatalog of(JobExecution run) {
		return this.catalogs.computeIfAbsent(run.getId(), (id) -> {
			String file = run.getJobParameters().getString("file");
			return (file != null) ? SourceCatalog.read(Path.of(file))
					: SourceCatalog.read(this.folders.sources(), this.folders.overlay());
		});
	}

	@Override
	public void afterJob(JobExecution run) {
		this.catalogs.remove(run.getId());
	}

}
