#include "store/bulk_writer.h"

#include <pthread.h>
#include <signal.h>

#include "base/memory.h"

struct bulk_writer {
	pthread_t thread;
	bool busy;			/* of those who give blocks alone */

	/* Guarded by the lock, while busy. */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool work;			/* a block is there, not yet written */
	bool stop;
	const struct bulk *bulk;
	struct bulk_block block;
	struct error error;		/* the first since the last forget */
};

static void *
writer_run(void *given)
{
	struct bulk_writer *writer = given;

	(void)pthread_mutex_lock(&writer->lock);
	while (!writer->stop) {
		if (!writer->work) {
			(void)pthread_cond_wait(&writer->changed,
			    &writer->lock);
			continue;
		}
		(void)pthread_mutex_unlock(&writer->lock);
		(void)bulk_write(writer->bulk, &writer->block,
		    &writer->error);
		(void)pthread_mutex_lock(&writer->lock);
		writer->work = false;
		(void)pthread_cond_signal(&writer->changed);
	}
	(void)pthread_mutex_unlock(&writer->lock);
	return NULL;
}

struct bulk_writer *
bulk_writer_new(void)
{
	struct bulk_writer *writer = memory_new(sizeof(*writer));
	sigset_t all, before;
	int failed;

	(void)pthread_mutex_init(&writer->lock, NULL);
	(void)pthread_cond_init(&writer->changed, NULL);
	/* Signals are for the thread which was there first. */
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	failed = pthread_create(&writer->thread, NULL, writer_run, writer);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (failed == 0)
		return writer;
	memory_free(writer);
	return NULL;
}

void
bulk_writer_free(struct bulk_writer *writer)
{
	if (writer == NULL)
		return;
	bulk_writer_finish(writer);
	(void)pthread_mutex_lock(&writer->lock);
	writer->stop = true;
	(void)pthread_cond_signal(&writer->changed);
	(void)pthread_mutex_unlock(&writer->lock);
	(void)pthread_join(writer->thread, NULL);
	(void)pthread_cond_destroy(&writer->changed);
	(void)pthread_mutex_destroy(&writer->lock);
	memory_free(writer);
}

bool
bulk_writer_put(struct bulk_writer *writer, const struct bulk *bulk,
    const struct bulk_block *block, struct error *error)
{
	if (!bulk_writer_check(writer, error))
		return false;
	(void)pthread_mutex_lock(&writer->lock);
	writer->bulk = bulk;
	writer->block = *block;
	writer->work = true;
	(void)pthread_cond_signal(&writer->changed);
	(void)pthread_mutex_unlock(&writer->lock);
	writer->busy = true;
	return true;
}

void
bulk_writer_finish(struct bulk_writer *writer)
{
	if (!writer->busy)
		return;
	(void)pthread_mutex_lock(&writer->lock);
	while (writer->work)
		(void)pthread_cond_wait(&writer->changed, &writer->lock);
	(void)pthread_mutex_unlock(&writer->lock);
	writer->busy = false;
}

bool
bulk_writer_check(struct bulk_writer *writer, struct error *error)
{
	bulk_writer_finish(writer);
	if (writer->error.fault == FAULT_NONE)
		return true;
	*error = writer->error;
	return false;
}

void
bulk_writer_forget(struct bulk_writer *writer)
{
	bulk_writer_finish(writer);
	error_clear(&writer->error);
}
