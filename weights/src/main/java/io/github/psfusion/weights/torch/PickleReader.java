// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.torch.PickleValue.Bool;
import io.github.psfusion.weights.torch.PickleValue.Bytes;
import io.github.psfusion.weights.torch.PickleValue.Int;
import io.github.psfusion.weights.torch.PickleValue.Mapping;
import io.github.psfusion.weights.torch.PickleValue.None;
import io.github.psfusion.weights.torch.PickleValue.Opaque;
import io.github.psfusion.weights.torch.PickleValue.Real;
import io.github.psfusion.weights.torch.PickleValue.Sequence;
import io.github.psfusion.weights.torch.PickleValue.Text;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack machine that runs the part of the pickle language that describes plain data and tensors.
 *
 * <p>Closed: names are tokens of {@link PickleGlobal}, calls are the constructions of {@link PickleObjects}, everything else
 * is refused with its name and offset. Lengths, nesting, the memo and the number of values are limited.
 *
 * <p>Language: Python's {@code pickletools}, protocols 2 to 5.
 */
final class PickleReader {
    private static final int MAX_STRING = 1 << 20;
    private static final int MAX_NAME = 1 << 10;

    /** Bytes up to which texts share a buffer. */
    private static final int SHORT = 1 << 8;

    /** Characters that take as long as making a value. */
    private static final int CHARACTERS_PER_VALUE = 64;

    /** Values that may be made for each that may be stored; published networks make twice as many as they store. */
    private static final int VALUES_PER_MEMO_ENTRY = 2;

    private final Path file;
    private final String part;
    private final ByteBuffer bytes;
    private final ReadLimits limits;
    private final PickleObjects objects;
    private final Map<Integer, PickleValue> memo = new HashMap<>();
    private final Deque<List<PickleValue>> outer = new ArrayDeque<>();
    private List<PickleValue> stack = new ArrayList<>();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer shortText = CharBuffer.allocate(SHORT);
    private long values;
    private int opcodeAt;
    private String opcodeName = "";

    /**
     * Prepares to read a pickle.
     *
     * @param part which part of the file, for messages: empty, or a name and a comma
     * @param bytes the pickle begins at the position, and may end before the limit
     * @param objects receives the storages
     */
    PickleReader(Path file, String part, ByteBuffer bytes, ReadLimits limits, PickleObjects objects) {
        this.file = file;
        this.part = part;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
        this.objects = objects;
    }

    /**
     * Runs the pickle to its end, where the buffer's position is then.
     *
     * @return the object that it describes
     * @throws WeightFormatException if it breaks a rule
     */
    PickleValue read() throws WeightFormatException {
        int start = bytes.position();
        try {
            while (true) {
                opcodeAt = bytes.position();
                opcodeName = "";
                if (opcodeAt - start >= limits.pickleBytes()) {
                    throw new PickleException("the pickle exceeds the limit of " + limits.pickleBytes() + " bytes");
                }
                int code = bytes.get() & 0xFF;
                Opcode opcode = Opcode.of(code)
                        .orElseThrow(() -> new PickleException("there is no opcode 0x" + Integer.toHexString(code)));
                opcodeName = " (" + opcode + ")";
                if (opcode == Opcode.STOP) {
                    return result();
                }
                run(opcode);
            }
        } catch (BufferUnderflowException e) {
            throw new WeightFormatException(
                    file,
                    where() + ": the pickle ends in the middle. The file is cut off; copy or download it again.",
                    e);
        } catch (PickleException e) {
            throw new WeightFormatException(file, where() + ": " + e.getMessage() + ".", e);
        }
    }

    private String where() {
        return part + "offset " + opcodeAt + opcodeName;
    }

    private PickleValue result() throws PickleException {
        PickleValue result = pop();
        if (!outer.isEmpty() || !stack.isEmpty()) {
            throw new PickleException("values are left over at the end");
        }
        objects.checkRepetition();
        return result;
    }

    private void run(Opcode opcode) throws PickleException {
        switch (opcode) {
            case PROTO -> checkProtocol(bytes.get());
            case FRAME -> {
                var unused = bytes.getLong();
            }
            case MARK -> mark();
            case POP -> {
                var unused = pop();
            }
            case POP_MARK -> {
                var unused = popMark();
            }
            case NONE -> push(new None());
            case NEWTRUE -> push(new Bool(true));
            case NEWFALSE -> push(new Bool(false));
            case BININT1 -> push(new Int(bytes.get() & 0xFF));
            case BININT2 -> push(new Int(bytes.getShort() & 0xFFFF));
            case BININT -> push(new Int(bytes.getInt()));
            case LONG1 -> push(longInteger(bytes.get() & 0xFF));
            case BINFLOAT -> push(new Real(Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()))));
            case SHORT_BINUNICODE -> push(new Text(utf8(bytes.get() & 0xFF)));
            case BINUNICODE -> push(new Text(utf8(bytes.getInt() & 0xFFFFFFFFL)));
            case BINUNICODE8 -> push(new Text(utf8(bytes.getLong())));
            case SHORT_BINSTRING, SHORT_BINBYTES -> push(new Bytes(latin1(bytes.get() & 0xFF)));
            case BINSTRING, BINBYTES -> push(new Bytes(latin1(bytes.getInt() & 0xFFFFFFFFL)));
            case EMPTY_TUPLE -> push(Sequence.tuple(List.of()));
            case TUPLE1 -> pushTuple(popLast(1));
            case TUPLE2 -> pushTuple(popLast(2));
            case TUPLE3 -> pushTuple(popLast(3));
            case TUPLE -> pushTuple(popMark());
            case EMPTY_LIST, EMPTY_SET -> push(Sequence.list());
            case APPEND -> append(popLast(1));
            case APPENDS, ADDITEMS -> append(popMark());
            case EMPTY_DICT -> push(new Mapping(false));
            case SETITEM -> setItems(popLast(2));
            case SETITEMS -> setItems(popMark());
            case BINPUT -> store(bytes.get() & 0xFF);
            case LONG_BINPUT -> store(bytes.getInt());
            case MEMOIZE -> store(memo.size());
            case BINGET -> push(stored(bytes.get() & 0xFF));
            case LONG_BINGET -> push(stored(bytes.getInt()));
            case GLOBAL -> push(global(line(), line()));
            case STACK_GLOBAL -> stackGlobal();
            case REDUCE -> reduce();
            case NEWOBJ -> newObject();
            case BUILD -> {
                PickleValue state = pop();
                PickleObjects.build(peek(), state);
            }
            case BINPERSID -> push(objects.storage(pop()));
            default -> throw new PickleException("this instruction has no place in a file of weights and is refused");
        }
    }

    private static void checkProtocol(byte protocol) throws PickleException {
        if (protocol < 2 || protocol > 5) {
            throw new PickleException("protocol " + protocol + "; expected 2 to 5");
        }
    }

    // The stack.

    private void push(PickleValue value) throws PickleException {
        countValues(1);
        stack.add(value);
    }

    /** Limits time and memory: an instruction of a few bytes may make a value, or work through one that was made before. */
    private void countValues(long more) throws PickleException {
        long most = (long) VALUES_PER_MEMO_ENTRY * limits.memoEntries();
        values += more;
        if (values > most) {
            throw new PickleException("the pickle makes more values than the limit of " + most);
        }
    }

    private PickleValue peek() throws PickleException {
        if (stack.isEmpty()) {
            throw new PickleException("a value is taken from an empty stack");
        }
        return stack.get(stack.size() - 1);
    }

    private PickleValue pop() throws PickleException {
        PickleValue top = peek();
        stack.remove(stack.size() - 1);
        return top;
    }

    private List<PickleValue> popLast(int count) throws PickleException {
        if (stack.size() < count) {
            throw new PickleException(count + " values are taken from a stack of " + stack.size());
        }
        int from = stack.size() - count;
        List<PickleValue> last = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            last.add(stack.get(i));
        }
        while (stack.size() > from) {
            stack.remove(stack.size() - 1);
        }
        return last;
    }

    private void mark() throws PickleException {
        if (outer.size() >= limits.nesting()) {
            throw new PickleException("more than " + limits.nesting() + " containers within each other");
        }
        countValues(1);
        outer.push(stack);
        stack = new ArrayList<>();
    }

    private List<PickleValue> popMark() throws PickleException {
        if (outer.isEmpty()) {
            throw new PickleException("the mark that this instruction goes back to was never set");
        }
        List<PickleValue> values = stack;
        stack = outer.pop();
        return values;
    }

    // The memo.

    private void store(int index) throws PickleException {
        if (index < 0 || memo.size() >= limits.memoEntries()) {
            throw new PickleException(
                    "index " + index + " of the memo, whose limit is " + limits.memoEntries() + " entries");
        }
        memo.put(index, peek());
    }

    private PickleValue stored(int index) throws PickleException {
        PickleValue value = memo.get(index);
        if (value == null) {
            throw new PickleException("entry " + index + " of the memo was never stored");
        }
        return value;
    }

    // Containers.

    private void pushTuple(List<PickleValue> items) throws PickleException {
        Sequence tuple = Sequence.tuple(items);
        if (tuple.depth() > limits.nesting()) {
            throw new PickleException("more than " + limits.nesting() + " containers within each other");
        }
        push(tuple);
    }

    private void append(List<PickleValue> items) throws PickleException {
        if (!(peek() instanceof Sequence list) || list.isTuple()) {
            throw new PickleException("values are appended to " + peek().describe());
        }
        items.forEach(list::add);
    }

    private void setItems(List<PickleValue> items) throws PickleException {
        if (!(peek() instanceof Mapping mapping) || items.size() % 2 != 0) {
            throw new PickleException(items.size() + " keys and values are put into " + peek().describe());
        }
        for (int i = 0; i < items.size(); i += 2) {
            PickleObjects.put(mapping, items.get(i), items.get(i + 1));
        }
    }

    // Calls.

    private PickleGlobal global(String module, String name) throws PickleException {
        countValues(1); // beside the one that is pushed: two texts are compared
        return PickleGlobal.named(module, name)
                .orElseThrow(() -> new PickleException("the file asks for \"" + module + " " + name
                        + "\", which is not among the few names that a file of weights needs. Nothing of it was run. If it"
                        + " holds a whole Python model, its owner has to save the state dict instead"));
    }

    private void stackGlobal() throws PickleException {
        List<PickleValue> names = popLast(2);
        push(global(PickleObjects.text(names.get(0)), PickleObjects.text(names.get(1))));
    }

    private void reduce() throws PickleException {
        List<PickleValue> call = popLast(2);
        if (!(call.get(0) instanceof PickleGlobal global)
                || !(call.get(1) instanceof Sequence arguments)
                || !arguments.isTuple()) {
            throw new PickleException(
                    call.get(0).describe() + " is called with " + call.get(1).describe());
        }
        countValues(workOf(arguments));
        push(objects.reduce(global, arguments.items()));
    }

    /** A call may go through its arguments again and again: pairs of a dictionary, characters to be encoded. */
    private static long workOf(Sequence arguments) {
        long work = 0;
        for (PickleValue argument : arguments.items()) {
            if (argument instanceof Sequence items) {
                work += items.items().size();
            } else if (argument instanceof Text text) {
                work += text.value().length() / CHARACTERS_PER_VALUE;
            }
        }
        return work;
    }

    private void newObject() throws PickleException {
        List<PickleValue> call = popLast(2);
        if (call.get(0) != PickleGlobal.ORDERED_DICT) {
            throw new PickleException("an object of " + call.get(0).describe() + " is made");
        }
        push(new Mapping(true));
    }

    // Literals.

    private PickleValue longInteger(int length) {
        byte[] digits = new byte[length];
        bytes.get(digits);
        if (length > Long.BYTES) {
            return new Opaque("an integer of " + length + " bytes");
        }
        long value = length > 0 && digits[length - 1] < 0 ? -1 : 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | (digits[i] & 0xFF);
        }
        return new Int(value);
    }

    private String utf8(long length) throws PickleException {
        requireLength(length);
        int limit = bytes.limit();
        bytes.limit(bytes.position() + (int) length);
        CharBuffer chars = length <= SHORT ? shortText.clear() : CharBuffer.allocate((int) length);
        CoderResult result = utf8.reset().decode(bytes, chars, true);
        bytes.limit(limit);
        if (result.isError() || utf8.flush(chars).isError()) {
            throw new PickleException("a string is not UTF-8");
        }
        return chars.flip().toString();
    }

    private String latin1(long length) throws PickleException {
        return StandardCharsets.ISO_8859_1.decode(take(length)).toString();
    }

    private ByteBuffer take(long length) throws PickleException {
        requireLength(length);
        ByteBuffer taken = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return taken;
    }

    private void requireLength(long length) throws PickleException {
        if (length < 0 || length > MAX_STRING) {
            throw new PickleException(
                    "a string of " + Long.toUnsignedString(length) + " bytes exceeds the limit of " + MAX_STRING);
        }
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
    }

    private String line() throws PickleException {
        int start = bytes.position();
        while (bytes.get() != '\n') {
            if (bytes.position() - start > MAX_NAME) {
                throw new PickleException("a name exceeds the limit of " + MAX_NAME + " characters");
            }
        }
        byte[] line = new byte[bytes.position() - start - 1];
        bytes.get(start, line);
        return new String(line, StandardCharsets.ISO_8859_1);
    }
}
