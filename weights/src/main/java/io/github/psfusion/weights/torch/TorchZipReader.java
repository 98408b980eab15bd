// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.weights.MappedFile;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.torch.PickleValue.Storage;
import io.github.psfusion.weights.torch.ZipDirectory.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads what {@code torch.save} writes since PyTorch 1.6: a ZIP archive of a pickle, {@code data.pkl}, and one member for
 * each storage, {@code data/KEY}.
 *
 * <p>Opening runs the pickle on the closed machine of {@link PickleReader} and checks that every storage is there with its
 * size. Check sums of storages are computed when they are first used.
 */
public final class TorchZipReader {
    private static final String PICKLE = "data.pkl";

    /** Members beside the storages: pickle, version, byte order and the like. */
    private static final int OTHER_MEMBERS = 100;

    /** Much more than "little" or "big" takes. */
    private static final int MAX_BYTE_ORDER = 100;

    private final MappedFile file;
    private final ZipDirectory directory;
    private final String root;
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    private TorchZipReader(MappedFile file, ZipDirectory directory) throws WeightFormatException {
        this.file = file;
        this.directory = directory;
        this.root = root();
    }

    /**
     * Opens a file.
     *
     * @param file is closed with the result, but not if opening fails
     * @param section the entry of the saved object that holds the state dict; empty finds it
     * @throws WeightFormatException if the file breaks a rule of the format or exceeds a limit
     */
    public static WeightFile open(MappedFile file, ReadLimits limits, Optional<String> section) throws IOException {
        TorchZipReader reader =
                new TorchZipReader(file, new ZipDirectory(file, (long) limits.tensors() + OTHER_MEMBERS));
        return reader.read(limits, section);
    }

    private WeightFile read(ReadLimits limits, Optional<String> section) throws IOException {
        checkByteOrder();
        Member pickle = member(PICKLE);
        if (pickle.size() > limits.pickleBytes()) {
            throw bad("member \"" + pickle.name() + "\" has " + pickle.size() + " bytes, the limit is "
                    + limits.pickleBytes());
        }
        PickleObjects objects = new PickleObjects(limits);
        PickleValue top = new PickleReader(
                        file.path(), pickle.name() + ", ", directory.checkedBytes(pickle), limits, objects)
                .read();
        StateDictFinder content = StateDictFinder.in(file.path(), top, section);
        for (Storage storage : objects.storages().values()) {
            Member member = directory.members().get(root + "data/" + storage.key());
            if (member == null) {
                throw bad("member \"" + root + "data/" + storage.key() + "\"" + content.user(storage) + " is missing");
            }
            if (member.size() != storage.bytes()) {
                throw bad("member \"" + member.name() + "\"" + content.user(storage) + " has " + member.size()
                        + " bytes, but its storage of " + storage.elements() + " " + storage.type() + " takes "
                        + storage.bytes());
            }
        }
        return new TorchFile(file, "PyTorch (zip)", content, this::storage);
    }

    private ByteBuffer storage(Storage storage) throws IOException {
        Member member = member("data/" + storage.key());
        if (checked.contains(member.name())) {
            return directory.bytes(member);
        }
        ByteBuffer bytes = directory.checkedBytes(member);
        checked.add(member.name());
        return bytes;
    }

    /** Returns the folder, with its slash, under which everything must lie. */
    private String root() throws WeightFormatException {
        Set<String> names = directory.members().keySet();
        String pickle = names.stream()
                .filter(name -> name.endsWith("/" + PICKLE))
                .findFirst()
                .orElseThrow(() -> bad(
                        names.stream().anyMatch(name -> name.endsWith(".npy"))
                                ? "is an archive of NumPy arrays (.npz), not a weight file"
                                : "is a ZIP archive without " + PICKLE + ", not a weight file"));
        String folder = pickle.substring(0, pickle.length() - PICKLE.length());
        for (String name : names) {
            if (name.equals(folder + "constants.pkl") || name.startsWith(folder + "code/")) {
                throw bad("is a TorchScript program (it has \"" + name
                        + "\"). Its owner has to save the state dict instead");
            }
            if (!name.startsWith(folder)) {
                throw bad("member \"" + name + "\" lies outside \"" + folder + "\"");
            }
        }
        return folder;
    }

    private void checkByteOrder() throws IOException {
        Member member = directory.members().get(root + "byteorder");
        if (member != null) {
            if (member.size() > MAX_BYTE_ORDER) {
                throw bad("member \"" + member.name() + "\" has " + member.size()
                        + " bytes, where \"little\" is expected");
            }
            String order = StandardCharsets.US_ASCII
                    .decode(directory.checkedBytes(member))
                    .toString()
                    .strip();
            if (!order.equals("little")) {
                throw bad("has the byte order \"" + order + "\"; only \"little\" is read");
            }
        }
    }

    private Member member(String name) throws WeightFormatException {
        Member member = directory.members().get(root + name);
        if (member == null) {
            throw bad("member \"" + root + name + "\" is missing");
        }
        return member;
    }

    private WeightFormatException bad(String problem) {
        return new WeightFormatException(file.path(), problem + ".");
    }
}
