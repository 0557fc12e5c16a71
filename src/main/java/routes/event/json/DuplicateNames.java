package routes.event.json;

import java.util.Arrays;

/**
 * The names met so far in the objects of one event, but for those of the dictionary. A hundred thousand names cost what a
 * hundred thousand look-ups cost: the hash is seeded, so that nobody can choose names that collide.
 */
final class DuplicateNames {

    private static final int SMALL = 16;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Tape tape;
    private final long seed;
    /** Slots: the member's entry plus one, 0 where the slot is free. */
    private int[] entries = new int[SMALL];

    private int[] owners = new int[SMALL];
    private int[] hashes = new int[SMALL];
    private int used;

    DuplicateNames(Tape tape, long seed) {
        this.tape = tape;
        this.seed = seed | 1;
    }

    /** Forgets everything: the next name belongs to another event. Costs no more than what is forgotten did. */
    void clear() {
        if (entries.length > SMALL) {
            entries = new int[SMALL];
            owners = new int[SMALL];
            hashes = new int[SMALL];
        } else if (used > 0) {
            Arrays.fill(entries, 0);
        }
        used = 0;
    }

    /** Whether the object {@code owner} had this member's name before. */
    boolean seen(int owner, int member) {
        if (used * 2 >= entries.length) {
            grow();
        }
        int hash = hash(owner, member);
        int slot = hash & (entries.length - 1);
        while (entries[slot] != 0) {
            if (owners[slot] == owner && hashes[slot] == hash && isSame(entries[slot] - 1, member)) {
                return true;
            }
            slot = (slot + 1) & (entries.length - 1);
        }
        put(slot, member + 1, owner, hash);
        used++;
        return false;
    }

    private boolean isSame(int one, int other) {
        if (tape.isNameEscaped(one) || tape.isNameEscaped(other)) {
            return Arrays.equals(decoded(one), decoded(other));
        }
        byte[] json = tape.json();
        return Arrays.equals(
                json, tape.nameFrom(one), tape.nameTo(one), json, tape.nameFrom(other), tape.nameTo(other));
    }

    private byte[] decoded(int member) {
        return Escapes.decode(tape.json(), tape.nameFrom(member) + 1, tape.nameTo(member) - 1);
    }

    private int hash(int owner, int member) {
        if (tape.isNameEscaped(member)) {
            byte[] name = decoded(member);
            return hash(owner, name, 0, name.length);
        }
        return hash(owner, tape.json(), tape.nameFrom(member) + 1, tape.nameTo(member) - 1);
    }

    private int hash(int owner, byte[] bytes, int from, int to) {
        long hash = seed ^ (owner * MIX);
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * MIX;
            hash ^= hash >>> 32;
        }
        return (int) ((hash * seed) >>> 32);
    }

    private void put(int slot, int entry, int owner, int hash) {
        entries[slot] = entry;
        owners[slot] = owner;
        hashes[slot] = hash;
    }

    private void grow() {
        int[] oldEntries = entries;
        int[] oldOwners = owners;
        int[] oldHashes = hashes;
        int size = oldEntries.length * 2;
        entries = new int[size];
        owners = new int[size];
        hashes = new int[size];
        for (int i = 0; i < oldEntries.length; i++) {
            if (oldEntries[i] != 0) {
                int slot = oldHashes[i] & (size - 1);
                while (entries[slot] != 0) {
                    slot = (slot + 1) & (size - 1);
                }
                put(slot, oldEntries[i], oldOwners[i], oldHashes[i]);
            }
        }
    }
}
