// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.training.log.CsvLog;
import io.github.psfusion.training.log.JsonLinesLog;
import io.github.psfusion.training.log.LossChart;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.TensorBoardLog;
import io.github.psfusion.training.log.ValidationTable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The records of a run in its folder. */
public final class RunRecords {
    /** The kinds of records. */
    public enum Kind {
        /** All events: {@code log.jsonl}. */
        JSONL,
        /** The losses: {@code losses.csv}, {@code validation.csv} and {@code losses.png}. */
        CSV,
        /** All numbers for TensorBoard: {@code tensorboard/}. */
        TENSORBOARD
    }

    private RunRecords() {}

    /**
     * Opens records; those of an interrupted run are continued.
     *
     * @param kinds in the order in which they receive events
     * @param stepsDone steps done before
     */
    public static RunLog open(RunFolder folder, List<Kind> kinds, long stepsDone, Clock clock) throws IOException {
        List<RunLog> records = new ArrayList<>();
        boolean opened = false;
        try {
            for (Kind kind : kinds) {
                switch (kind) {
                    case JSONL -> records.add(JsonLinesLog.open(folder.events(), stepsDone, clock));
                    case CSV -> {
                        records.add(CsvLog.open(folder.losses(), stepsDone));
                        records.add(ValidationTable.open(folder.validations(), stepsDone));
                        records.add(new LossChart(folder.losses(), folder.validations(), folder.lossChart()));
                    }
                    case TENSORBOARD -> records.add(TensorBoardLog.open(folder.tensorBoard(), stepsDone, clock));
                }
            }
            opened = true;
            return RunLog.all(records);
        } finally {
            if (!opened) {
                RunLog.all(records).close();
            }
        }
    }
}
