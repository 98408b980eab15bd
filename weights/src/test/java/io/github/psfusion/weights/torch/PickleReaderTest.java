// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.torch.PickleValue.Bytes;
import io.github.psfusion.weights.torch.PickleValue.Int;
import io.github.psfusion.weights.torch.PickleValue.Mapping;
import io.github.psfusion.weights.torch.PickleValue.Opaque;
import io.github.psfusion.weights.torch.PickleValue.Real;
import io.github.psfusion.weights.torch.PickleValue.Sequence;
import io.github.psfusion.weights.torch.PickleValue.Text;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PickleReaderTest {
    @Test
    void readsNumbersOfEveryForm() throws WeightFormatException {
        assertThat(read(pickle().op(Opcode.BININT1).raw(0xFF).stop())).isEqualTo(new Int(255));
        assertThat(read(pickle().op(Opcode.BININT2).raw(0xFF, 0xFF).stop())).isEqualTo(new Int(65535));
        assertThat(read(pickle().op(Opcode.BININT).little(4, -2).stop())).isEqualTo(new Int(-2));
        assertThat(read(pickle().op(Opcode.LONG1).raw(0).stop())).isEqualTo(new Int(0));
        assertThat(read(pickle().op(Opcode.LONG1).raw(2, 0x00, 0xFF).stop())).isEqualTo(new Int(-256));
        assertThat(read(pickle().number(Long.MIN_VALUE).stop())).isEqualTo(new Int(Long.MIN_VALUE));
        assertThat(read(pickle().op(Opcode.LONG1)
                        .raw(9, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                        .stop()))
                .isEqualTo(new Opaque("an integer of 9 bytes"));
        assertThat(read(pickle().op(Opcode.BINFLOAT)
                        .raw(0x3F, 0xF8, 0, 0, 0, 0, 0, 0)
                        .stop()))
                .isEqualTo(new Real(1.5));
    }

    @Test
    void readsStringsOfEveryForm() throws WeightFormatException {
        assertThat(read(pickle().text("é").stop())).isEqualTo(new Text("é"));
        assertThat(read(pickle().op(Opcode.SHORT_BINUNICODE).raw(1, 'x').stop()))
                .isEqualTo(new Text("x"));
        assertThat(read(pickle().op(Opcode.BINUNICODE8).little(8, 1).raw('x').stop()))
                .isEqualTo(new Text("x"));
        assertThat(read(pickle().op(Opcode.SHORT_BINSTRING).raw(1, 0xFF).stop()))
                .isEqualTo(new Bytes("\u00FF"));
        assertThat(read(pickle().op(Opcode.BINBYTES).little(4, 1).raw('x').stop()))
                .isEqualTo(new Bytes("x"));
    }

    @Test
    void readsAnOrderedDictionaryWithAttributesThatAreNoEntries() throws WeightFormatException {
        byte[] pickle = pickle().global("collections OrderedDict")
                .op(Opcode.EMPTY_TUPLE, Opcode.REDUCE)
                .text("a")
                .number(1)
                .op(Opcode.SETITEM, Opcode.EMPTY_DICT)
                .text("_metadata")
                .op(Opcode.NONE, Opcode.SETITEM, Opcode.BUILD)
                .stop();
        assertThat(((Mapping) read(pickle)).entries()).containsOnlyKeys(new Text("a"));
    }

    @Test
    void aListWithinItselfIsHarmless() throws WeightFormatException {
        byte[] pickle = pickle().op(Opcode.EMPTY_LIST, Opcode.MEMOIZE, Opcode.BINGET)
                .raw(0)
                .op(Opcode.APPEND)
                .stop();
        Sequence list = (Sequence) read(pickle);
        assertThat(list.items().get(0) == list).isTrue();
        assertThat(list.describe()).isEqualTo("a list of 1");
    }

    @Test
    void listsAndDictionariesOfAnyDepthAreHarmless() throws WeightFormatException {
        int depth = 100_000;
        PickleText lists = pickle();
        PickleText dictionaries = pickle();
        for (int i = 0; i < depth; i++) {
            lists.op(Opcode.EMPTY_LIST);
            dictionaries.op(Opcode.EMPTY_DICT).text("k");
        }
        dictionaries.op(Opcode.NONE);
        for (int i = 1; i < depth; i++) {
            lists.op(Opcode.APPEND);
            dictionaries.op(Opcode.SETITEM);
        }
        dictionaries.op(Opcode.SETITEM);
        assertThat(read(lists.stop()).describe()).isEqualTo("a list of 1");
        assertThat(read(dictionaries.stop()).describe()).isEqualTo("a dictionary of 1");
    }

    @Test
    void readsNumbersOfNumpyWithoutNumpy() throws WeightFormatException {
        byte[] pickle = pickle().global("numpy._core.multiarray scalar")
                .global("numpy dtype")
                .text("f4")
                .op(Opcode.NEWFALSE, Opcode.NEWTRUE, Opcode.TUPLE3, Opcode.REDUCE, Opcode.MARK)
                .number(3)
                .text(">")
                .op(Opcode.NONE, Opcode.NONE, Opcode.NONE)
                .number(-1)
                .number(-1)
                .number(0)
                .op(Opcode.TUPLE, Opcode.BUILD)
                .op(Opcode.SHORT_BINBYTES)
                .raw(4, 0x3F, 0xC0, 0, 0)
                .op(Opcode.TUPLE2, Opcode.REDUCE)
                .stop();
        assertThat(read(pickle).describe()).isEqualTo("1.5");
    }

    @ParameterizedTest
    @CsvSource({
        "posix system",
        "builtins eval",
        "os popen",
        "subprocess Popen",
        "torch.nn.modules.conv Conv2d",
        "torch load",
        "numpy load",
        "x._core.multiarray scalar",
        "evil.numpy._core.multiarray scalar",
        "collections OrderedDict.fromkeys",
        "java.lang Runtime"
    })
    void refusesEveryOtherNameWithItsOffset(String name) {
        byte[] pickle = pickle().global(name)
                .text("echo")
                .op(Opcode.TUPLE1, Opcode.REDUCE)
                .stop();
        refused(pickle, "offset 2 (GLOBAL)", '"' + name + '"', "Nothing of it was run");
        byte[] newer = pickle().text(name.substring(0, name.indexOf(' ')))
                .text(name.substring(name.indexOf(' ') + 1))
                .op(Opcode.STACK_GLOBAL)
                .stop();
        refused(newer, "(STACK_GLOBAL)", '"' + name + '"');
    }

    @Test
    void refusesInstructionsWithoutAPlaceHere() {
        for (Opcode opcode : new Opcode[] {
            Opcode.INST, Opcode.OBJ, Opcode.EXT1, Opcode.NEWOBJ_EX, Opcode.PERSID, Opcode.INT, Opcode.DICT, Opcode.DUP
        }) {
            refused(pickle().op(opcode).stop(), "offset 2 (" + opcode + ")", "refused");
        }
        refused(pickle().raw(0xFE).stop(), "there is no opcode 0xfe");
    }

    @Test
    void callsNothingButTheNamesThatAreMeantForIt() {
        byte[] storage = pickle().global("torch FloatStorage")
                .op(Opcode.EMPTY_TUPLE, Opcode.REDUCE)
                .stop();
        refused(storage, "\"torch FloatStorage\" is called");
        refused(pickle().text("f").op(Opcode.EMPTY_TUPLE, Opcode.REDUCE).stop(), "\"f\" is called");
        refused(
                pickle().global("torch Size")
                        .op(Opcode.EMPTY_TUPLE, Opcode.NEWOBJ)
                        .stop(),
                "an object of the name \"torch Size\"");
        refused(
                pickle().global("numpy.core.multiarray _reconstruct")
                        .global("collections OrderedDict")
                        .op(Opcode.TUPLE1, Opcode.REDUCE)
                        .stop(),
                "something else than an array");
        refused(
                pickle().global("numpy dtype")
                        .text("O8")
                        .op(Opcode.TUPLE1, Opcode.REDUCE)
                        .stop(),
                "\"O8\"");
    }

    @Test
    void refusesAStackOrMemoThatIsUsedWrongly() {
        refused(pickle().op(Opcode.BINGET).raw(7).stop(), "entry 7 of the memo was never stored");
        refused(pickle().op(Opcode.LONG_BINGET).little(4, -1).stop(), "entry -1 of the memo was never stored");
        refused(pickle().op(Opcode.LONG_BINPUT).little(4, -1).stop(), "index -1 of the memo");
        refused(pickle().op(Opcode.POP).stop(), "empty stack");
        refused(pickle().op(Opcode.TUPLE2).stop(), "2 values are taken from a stack of 0");
        refused(pickle().op(Opcode.TUPLE).stop(), "mark");
        refused(pickle().op(Opcode.NONE, Opcode.NONE).stop(), "left over");
        refused(pickle().op(Opcode.NONE, Opcode.NONE, Opcode.APPEND).stop(), "appended to None");
        refused(
                pickle().op(Opcode.EMPTY_DICT, Opcode.EMPTY_LIST, Opcode.NONE, Opcode.SETITEM)
                        .stop(),
                "the key");
        refused(pickle().op(Opcode.NONE, Opcode.EMPTY_DICT, Opcode.BUILD).stop(), "attributes are set on None");
    }

    @Test
    void refusesWhatExceedsALimit() {
        PickleText deep = pickle().op(Opcode.EMPTY_TUPLE);
        for (int i = 0; i < 100_000; i++) {
            deep.op(Opcode.TUPLE1);
        }
        refused(deep.stop(), "more than 100 containers");
        PickleText marks = pickle();
        for (int i = 0; i < 101; i++) {
            marks.op(Opcode.MARK);
        }
        refused(marks.stop(), "more than 100 containers");
        refused(pickle().op(Opcode.BINUNICODE).little(4, 0xFFFFFFFFL).stop(), "4294967295 bytes exceeds");
        refused(pickle().op(Opcode.BINUNICODE8).little(8, -1).stop(), "exceeds the limit");
        refused(pickle().raw(0x80, 9).stop(), "protocol 9");

        ReadLimits few = new ReadLimits(50, 100, 3, 1, 100);
        PickleText many = pickle();
        for (int i = 0; i < 13; i++) {
            many.op(Opcode.NONE);
        }
        refused(many.stop(), few, "more values than the limit of 6");
        PickleText stored = pickle().op(Opcode.NONE);
        for (int i = 0; i < 4; i++) {
            stored.op(Opcode.BINPUT).raw(i);
        }
        refused(stored.stop(), few, "limit is 3 entries");
        refused(pickle().text("x".repeat(60)).op(Opcode.POP).stop(), few, "limit of 50 bytes");
    }

    @Test
    void refusesTensorsThatLeaveTheirStorageOrOverflow() {
        refused(PickleText.tensor(10, 0, new long[] {11}, new long[] {1}), "leaves storage \"0\"");
        refused(PickleText.tensor(10, 8, new long[] {2, 2}, new long[] {1, 1}), "leaves storage");
        refused(PickleText.tensor(10, 11, new long[] {0}, new long[] {1}), "leaves storage");
        refused(PickleText.tensor(10, -1, new long[] {1}, new long[] {1}), "-1 where a number of at least 0");
        refused(PickleText.tensor(10, 0, new long[] {-3}, new long[] {1}), "-3 where a number");
        refused(PickleText.tensor(10, 0, new long[] {3}, new long[] {-1}), "-1 where a number");
        refused(PickleText.tensor(10, 0, new long[] {3, 1}, new long[] {1}), "sizes [3, 1] and the strides [1]");
        refused(PickleText.tensor(10, 0, new long[] {1L << 40, 1L << 40}, new long[] {0, 0}), "overflows");
        refused(PickleText.tensor(10, 0, new long[] {2, 2}, new long[] {Long.MAX_VALUE, 1}), "overflows");
        refused(PickleText.tensor(10, 0, new long[] {1L << 40}, new long[] {0}), "repeats a storage of 10");
        refused(PickleText.tensor(1L << 62, 0, new long[] {1}, new long[] {1}), "overflows");
        refused(
                PickleText.tensor(1L << 40, 0, new long[] {1L << 40}, new long[] {1}),
                "exceed the limits of 100000 tensors and 8589934592 bytes");
    }

    @Test
    void refusesAPickledModel() {
        refused(
                pickle().text("module")
                        .op(Opcode.NONE, Opcode.NONE, Opcode.TUPLE3, Opcode.BINPERSID)
                        .stop(),
                "whole Python models cannot be read");
    }

    @Test
    void refusesAPickleThatEndsInTheMiddle() {
        byte[] whole = PickleText.tensor(10, 0, new long[] {2}, new long[] {1});
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            refused(cut, "offset ", "ends in the middle");
        }
    }

    private static PickleText pickle() {
        return new PickleText();
    }

    private static PickleValue read(byte[] pickle) throws WeightFormatException {
        return read(pickle, ReadLimits.defaults());
    }

    private static PickleValue read(byte[] pickle, ReadLimits limits) throws WeightFormatException {
        return new PickleReader(Path.of("x.pth"), "", ByteBuffer.wrap(pickle), limits, new PickleObjects(limits))
                .read();
    }

    private static void refused(byte[] pickle, String... reasons) {
        refused(pickle, ReadLimits.defaults(), reasons);
    }

    private static void refused(byte[] pickle, ReadLimits limits, String... reasons) {
        assertThatExceptionOfType(WeightFormatException.class)
                .isThrownBy(() -> read(pickle, limits))
                .withMessageStartingWith("x.pth: ")
                .satisfies(e -> assertThat(e.getMessage()).contains(reasons));
    }
}
