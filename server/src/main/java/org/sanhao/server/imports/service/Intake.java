package org.sanhao.server.imports.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.imports.ImportRun;
import org.sanhao.server.imports.domain.RowReader;
import org.sanhao.server.imports.domain.RowReader.PersonRow;
import org.sanhao.server.imports.domain.RowReader.Read;
import org.sanhao.server.imports.domain.RowReader.UnitRow;
import org.sanhao.server.imports.domain.Template;
import org.sanhao.server.imports.store.ImportStore;
import org.sanhao.server.imports.store.ImportStore.Fault;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.xlsx.XlsxReader;
import org.sanhao.server.xlsx.XlsxRow;
import org.springframework.stereotype.Component;

/** Reads a file into the staging tables, a thousand rows at a time. */
@Component
class Intake {
    static final int MOST_ROWS = 1_000_000;
    private static final int BATCH = 1_000;

    private final ScopedTransactions transactions;
    private final ImportStore imports;
    private final BusinessClock clock;

    Intake(ScopedTransactions transactions, ImportStore imports, BusinessClock clock) {
        this.transactions = transactions;
        this.imports = imports;
        this.clock = clock;
    }

    /** @throws RefusedException when the file as a whole is not a filled-in template */
    void read(ImportRun run, Path file, Path folder, Progress progress) {
        try (var xlsx = XlsxReader.open(file, folder)) {
            int rows = 0;
            boolean any = false;
            for (var sheet : Template.values()) {
                if (xlsx.sheetNames().contains(sheet.sheet())) {
                    any = true;
                    var sink = new Sheet(run, sheet, xlsx.since1904(), progress);
                    xlsx.read(sheet.sheet(), MOST_ROWS + 1, sink);
                    sink.flush();
                    rows += sink.rows;
                }
            }
            if (!any) {
                throw new RefusedException(Refusal.of(ErrorCode.SHEET_HEADERS_WRONG, "没有「机构」表，也没有「人员」表"));
            }
            if (rows == 0) {
                throw new RefusedException(Refusal.of(ErrorCode.SHEET_EMPTY));
            }
        }
    }

    private final class Sheet implements XlsxReader.Sink {
        private final ImportRun run;
        private final Template template;
        private final boolean since1904;
        private final Progress progress;
        private final List<UnitRow> units = new ArrayList<>();
        private final List<PersonRow> people = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private @org.jspecify.annotations.Nullable RowReader reader;
        private int rows;
        private int unflushed;

        Sheet(ImportRun run, Template template, boolean since1904, Progress progress) {
            this.run = run;
            this.template = template;
            this.since1904 = since1904;
            this.progress = progress;
        }

        @Override
        public void row(XlsxRow row) {
            if (reader == null) {
                var places = new HashMap<String, Integer>();
                template.faultOf(row, places).ifPresent(fault -> {
                    throw new RefusedException(Refusal.of(ErrorCode.SHEET_HEADERS_WRONG, fault));
                });
                reader = new RowReader(places, since1904, clock.today());
                return;
            }
            rows++;
            switch (template) {
                case UNITS -> keep(row, reader.unit(row), units);
                case PEOPLE -> keep(row, reader.person(row), people);
            }
            if (++unflushed >= BATCH) {
                flush();
            }
        }

        private <T> void keep(XlsxRow row, Read<T> read, List<T> good) {
            if (read.value() != null) {
                good.add(read.value());
            }
            for (var fault : read.faults()) {
                faults.add(new Fault(template.sheet(), row.line(), fault.column(), fault.reason()));
            }
        }

        void flush() {
            if (unflushed == 0) {
                return;
            }
            transactions.within(Scope.of(run.scopePath()), () -> {
                imports.stageUnits(run.id(), units, run.scopePath());
                imports.stagePeople(run.id(), people, run.scopePath());
                imports.faults(run.id(), faults, run.scopePath());
                return null;
            });
            units.clear();
            people.clear();
            faults.clear();
            progress.add(unflushed);
            unflushed = 0;
        }
    }
}
