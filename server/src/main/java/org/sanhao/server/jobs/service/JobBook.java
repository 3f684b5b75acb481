package org.sanhao.server.jobs.service;

import java.util.List;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Jobs;
import org.sanhao.server.jobs.store.JobStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Tells how the jobs stand. */
@Service
class JobBook implements Jobs {
    private final List<String> names;
    private final JobStore store;
    private final ScopedTransactions transactions;

    JobBook(List<Job> jobs, JobStore store, ScopedTransactions transactions) {
        this.names = jobs.stream().map(Job::name).sorted().toList();
        this.store = store;
        this.transactions = transactions;
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalStateException("two jobs have one name: " + names);
        }
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<Standing> standing() {
        return transactions.reading(Scope.SYSTEM, () -> store.standing(names));
    }
}
