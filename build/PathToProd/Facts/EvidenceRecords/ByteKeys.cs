namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Values by the bytes that they were read from, found without making a text of these. Not for several threads.</summary>
/// <typeparam name="T">What is made of the bytes.</typeparam>
internal sealed class ByteKeys<T>
    where T : class
{
    private readonly Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _values = new Dictionary<byte[], T>(
        new Comparer()
    ).GetAlternateLookup<ReadOnlySpan<byte>>();

    public T? Find(ReadOnlySpan<byte> key) => _values.TryGetValue(key, out var value) ? value : null;

    public T Add(ReadOnlySpan<byte> key, T value) => _values[key] = value;

    private sealed class Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
