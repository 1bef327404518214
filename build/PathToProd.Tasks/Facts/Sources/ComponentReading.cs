using System.Collections.Immutable;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>Gives the files that a walk found their digests: from the index as far as it knows them, else by reading them.</summary>
internal sealed class ComponentReading(SourceIndex index, SourceFileReader reader)
{
    /// <summary>The files, without those that are gone meanwhile.</summary>
    /// <exception cref="PlatformException">A file cannot be read, or changes again and again.</exception>
    public ImmutableArray<SourceFile> Files(string component, List<FoundFile> found)
    {
        var before = index.Entries(component);
        var now = new List<IndexEntry>(found.Count);
        var isNew = false;
        var at = 0;
        var files = ImmutableArray.CreateBuilder<SourceFile>(found.Count);
        foreach (var file in found)
        {
            // Both lists are in the same order.
            while (at < before.Length && string.CompareOrdinal(before[at].Path, file.Path) < 0)
            {
                at++;
            }

            if (at < before.Length && before[at].Path == file.Path && before[at].Facts == file.Facts)
            {
                now.Add(before[at]);
                files.Add(Source(file, before[at].Content, file.Facts));
            }
            else if (reader.Read(file.FullPath, file.Facts, SourceFileReader.DigestOf) is { } reading)
            {
                files.Add(Source(file, reading.Result, reading.Facts));
                if (reading.IsAtRest)
                {
                    now.Add(new IndexEntry(file.Path, reading.Facts, reading.Result));
                    isNew = true;
                }
            }
        }

        if (isNew || now.Count != before.Length)
        {
            index.Replace(component, now);
        }

        return files.DrainToImmutable();
    }

    private static SourceFile Source(FoundFile file, ContentDigest content, FileFacts facts) =>
        new(file.Path, file.FullPath, content.Digest, content.Length, file.MayExecute ?? facts.IsExecutable);
}
