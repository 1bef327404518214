namespace PathToProd.Tasks.Facts.Sources;

/// <summary>A part of the index: the entries of one component, still in bytes.</summary>
/// <param name="Name">The component.</param>
/// <param name="File">The bytes that it is in.</param>
/// <param name="Start">Where it starts there.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record IndexSection(string Name, byte[] File, int Start, int Length)
{
    /// <summary>A part that fills its bytes.</summary>
    public IndexSection(string name, byte[] bytes)
        : this(name, bytes, 0, bytes.Length) { }

    public ReadOnlySpan<byte> Bytes => File.AsSpan(Start, Length);
}
