using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Facts.Artifacts;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Store;

/// <summary>The versions that the solver may choose: those of this checkout's store, and of the registry when there is one.</summary>
/// <param name="local">The checkout's store.</param>
/// <param name="registry">The registry; null when there is none.</param>
public sealed class CandidateSource(ArtifactStore local, RegistryStore? registry)
{
    /// <summary>
    /// The candidates of components, of what these require, and so on; and of all that the local store has. Of a version
    /// that both have, the registry's artifact counts, as it is the one that a deployment takes.
    /// </summary>
    /// <param name="components">Where to start.</param>
    /// <exception cref="PlatformException">A store cannot be read, or the registry does not answer (exit code 1).</exception>
    public ImmutableArray<Candidate> Of(IEnumerable<string> components)
    {
        var listed = local.List();
        var candidates = ImmutableArray.CreateBuilder<Candidate>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(components.Concat(listed.Components));
        while (open.TryDequeue(out var component))
        {
            if (!known.Add(component))
            {
                continue;
            }

            foreach (var candidate in Of(component, listed))
            {
                candidates.Add(candidate);
                foreach (var required in candidate.Relations.Requires.Keys)
                {
                    open.Enqueue(required);
                }
            }
        }

        return candidates.ToImmutable();
    }

    private IEnumerable<Candidate> Of(string component, Catalogue listed)
    {
        var seen = new HashSet<SemVersion>();
        foreach (var published in registry?.Artifacts(component) ?? [])
        {
            if (seen.Add(published.Version) && Published(published) is { } candidate)
            {
                yield return candidate;
            }
        }

        foreach (var entry in listed.Of(component))
        {
            if (entry.IsCurrent && seen.Add(entry.Version) && local.Find(entry.Digest) is { } artifact)
            {
                yield return new Candidate(
                    component,
                    entry.Version,
                    entry.Digest,
                    entry.Relations ?? local.RelationsOf(artifact)
                );
            }
        }
    }

    /// <summary>A manifest that does not say what it asks may be older than the annotation: then the artifact itself is asked.</summary>
    private Candidate? Published(PublishedArtifact published) =>
        published.Relations is { } relations
            ? new Candidate(published.Component, published.Version, published.Digest, relations)
        : (local.Find(published.Digest) ?? registry!.Fetch(published.Component, published.Version)) is { } artifact
            ? new Candidate(artifact.Component, artifact.Version, artifact.Digest, local.RelationsOf(artifact))
        : null;
}
