using System.Collections.Immutable;
using System.Globalization;

namespace PathToProd.Facts.Artifacts;

/// <summary>
/// Who made an artifact, when, and from which commit. It is kept beside the artifact and is not a part of it: two builds of
/// the same content are one artifact, and the first record stays.
/// </summary>
/// <param name="Created">When it was built; null when it was not recorded.</param>
/// <param name="Commit">The commit, with <c>+changes</c> when the work tree differed from it; null outside Git.</param>
/// <param name="Run">The run; null when it was not recorded.</param>
/// <param name="Who">User and machine, or the CI job; null when it was not recorded.</param>
public sealed record BuildRecord(DateTimeOffset? Created, string? Commit, string? Run, string? Who)
{
    /// <summary>Nothing is known.</summary>
    public static readonly BuildRecord Unknown = new(null, null, null, null);

    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The record as annotations; what is unknown is left out.</summary>
    public ImmutableSortedDictionary<string, string> ToAnnotations()
    {
        var annotations = OciDescriptor.NoAnnotations.ToBuilder();
        Add(AnnotationNames.Created, Created?.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture));
        Add(AnnotationNames.Commit, Commit);
        Add(AnnotationNames.Run, Run);
        Add(AnnotationNames.Who, Who);
        return annotations.ToImmutable();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                annotations[name] = value;
            }
        }
    }

    /// <summary>The record that annotations hold.</summary>
    public static BuildRecord From(ImmutableSortedDictionary<string, string> annotations) =>
        new(
            DateTimeOffset.TryParse(
                annotations.GetValueOrDefault(AnnotationNames.Created),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var created
            )
                ? created
                : null,
            annotations.GetValueOrDefault(AnnotationNames.Commit),
            annotations.GetValueOrDefault(AnnotationNames.Run),
            annotations.GetValueOrDefault(AnnotationNames.Who)
        );
}
