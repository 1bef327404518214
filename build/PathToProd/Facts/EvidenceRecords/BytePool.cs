using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>
/// Values by the bytes that they were read from, so that what a file says a hundred thousand times is made once. Not for
/// several threads.
/// </summary>
/// <typeparam name="T">What is made of the bytes.</typeparam>
internal sealed class BytePool<T>
    where T : class
{
    private const int FirstSize = 64; // a power of two, as are all later ones
    private const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio: spreads what differs little

    private Slot[] slots = new Slot[FirstSize];
    private int count;

    /// <summary>The value of these bytes; null when there is none yet.</summary>
    /// <param name="key">The bytes.</param>
    /// <param name="hash">What <see cref="Add"/> wants to know.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T? Find(ReadOnlySpan<byte> key, out ulong hash)
    {
        hash = Hash(key);
        for (var at = (int)hash & (slots.Length - 1); ; at = (at + 1) & (slots.Length - 1))
        {
            ref var slot = ref slots[at];
            if (slot.Value is null)
            {
                return null;
            }

            if (slot.Hash == hash && key.SequenceEqual(slot.Key))
            {
                return slot.Value;
            }
        }
    }

    /// <summary>Keeps the value of bytes for which <see cref="Find"/> found none.</summary>
    public T Add(ReadOnlySpan<byte> key, ulong hash, T value)
    {
        if (++count * 2 > slots.Length)
        {
            Grow();
        }

        Put(new Slot(hash, key.ToArray(), value));
        return value;
    }

    private void Grow()
    {
        var before = slots;
        slots = new Slot[before.Length * 2];
        foreach (var slot in before)
        {
            if (slot.Value is not null)
            {
                Put(slot);
            }
        }
    }

    private void Put(Slot slot)
    {
        var at = (int)slot.Hash & (slots.Length - 1);
        while (slots[at].Value is not null)
        {
            at = (at + 1) & (slots.Length - 1);
        }

        slots[at] = slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Hash(ReadOnlySpan<byte> key)
    {
        var hash = (ulong)key.Length * Multiplier;
        while (key.Length >= sizeof(ulong))
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(key)) * Multiplier;
            hash ^= hash >> 32;
            key = key[sizeof(ulong)..];
        }

        foreach (var one in key)
        {
            hash = (hash ^ one) * Multiplier;
        }

        return hash ^ (hash >> 32);
    }

    private readonly record struct Slot(ulong Hash, byte[] Key, T? Value);
}
