using System.Collections.Immutable;
using System.Globalization;
using PathToProd.Facts.Artifacts;
using PathToProd.Facts.Results;
using PathToProd.Tasks.Store;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Results;

/// <summary>
/// Results of passed stages in the registry, so that one pipeline's count for another. Each is a small note under a tag that
/// its key names. A registry that cannot be used costs one short wait and one line in a run, which goes on without it.
/// </summary>
/// <param name="registry">The registry; its waits should be short.</param>
/// <param name="say">Tells the user that it cannot be used.</param>
public sealed class SharedResults(RegistryStore registry, Action<string> say)
{
    private const int DigitsInTag = 40;

    private int _isLost;

    /// <summary>The result for exactly these inputs; null when there is none, or no registry to ask.</summary>
    public PassedStage? Find(string component, string stage, Digest key) =>
        Try(() => registry.FindNote(component, Tag(stage, key)) is { } note ? Read(note, component, stage, key) : null);

    /// <summary>Keeps a result for others.</summary>
    public void Share(PassedStage stage) =>
        Try(() =>
        {
            var note = ImmutableSortedDictionary
                .Create<string, string>(StringComparer.Ordinal)
                .Add(AnnotationNames.Created, stage.At.ToString("O", CultureInfo.InvariantCulture))
                .Add(AnnotationNames.Run, stage.Run)
                .Add(AnnotationNames.Key, stage.Key.ToString())
                .Add(AnnotationNames.Artifact, stage.Artifact.ToString());
            registry.PutNote(stage.Component, Tag(stage.Stage, stage.Key), MediaTypes.Result, note);
            return stage;
        });

    // The whole key is in the note; what its first digits find is compared with it.
    private static PassedStage? Read(
        ImmutableSortedDictionary<string, string> note,
        string component,
        string stage,
        Digest key
    ) =>
        note.GetValueOrDefault(AnnotationNames.Key) == key.ToString()
        && note.TryGetValue(AnnotationNames.Artifact, out var artifact)
        && note.TryGetValue(AnnotationNames.Run, out var run)
        && DateTimeOffset.TryParse(
            note.GetValueOrDefault(AnnotationNames.Created),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? new PassedStage(component, stage, key, new Digest(artifact), run, at)
            : null;

    private static string Tag(string stage, Digest key) => $"{stage.ToLowerInvariant()}-{key.Hex[..DigitsInTag]}";

    private PassedStage? Try(Func<PassedStage?> ask)
    {
        if (Volatile.Read(ref _isLost) != 0)
        {
            return null;
        }

        try
        {
            return ask();
        }
        catch (PlatformException exception)
        {
            if (Interlocked.Exchange(ref _isLost, 1) == 0)
            {
                say($"Results are not shared in this run: {exception.Message.Split('\n')[0]}");
            }

            return null;
        }
    }
}
