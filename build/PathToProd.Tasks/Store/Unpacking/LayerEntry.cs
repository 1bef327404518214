namespace PathToProd.Tasks.Store.Unpacking;

/// <summary>A file in a layer.</summary>
/// <param name="Path">Its path in the unpacked artifact.</param>
/// <param name="IsExecutable">Whether its owner may run it.</param>
/// <param name="Content">Its bytes, to be read before the next entry is asked for.</param>
internal sealed record LayerEntry(string Path, bool IsExecutable, Stream Content);
