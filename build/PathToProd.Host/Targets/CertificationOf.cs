using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Invocations.Views;
using PathToProd.Model.Components;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Runs.Certification;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>What Certify and Bisect have in common: sets by name, their artifacts, and a run.</summary>
internal sealed class CertificationOf(Platform platform)
{
    private readonly RunId _id = platform.Invocation.NewRun();

    public SetReferences References { get; } = new(platform.Invocation);

    public CertificationInputs Inputs
    {
        get
        {
            var signing = new Signing(platform.Invocation, References.Files);
            var key = platform.Invocation.Arguments[Option.SignWith];
            return new CertificationInputs
            {
                Options = platform.Options,
                Find = platform.Stores.Find,
                Known = [.. References.Files.Pinned.Sets.Reverse()],
                Signature = signing.Evidence.Of,
                Sign = key is null ? null : digest => signing.Evidence.Sign(digest, key, $"--{Option.SignWith.Word}"),
            };
        }
    }

    /// <summary>Finds the artifacts of sets.</summary>
    /// <exception cref="PlatformException">Some are not available: all of them are reported at once.</exception>
    public ImmutableArray<PreparedSet> Prepare(params IReadOnlyList<VersionSet> sets)
    {
        var prepared = ImmutableArray.CreateBuilder<PreparedSet>();
        var failures = new List<PlatformException>();
        foreach (var set in sets)
        {
            try
            {
                prepared.Add(
                    new PreparedSet(set, ChosenVersions.OfSet(platform.Invocation.Model, set, platform.Stores.Find))
                );
            }
            catch (PlatformException exception)
            {
                failures.Add(exception);
            }
        }

        return failures.Count == 0
            ? prepared.ToImmutable()
            : throw new PlatformException(
                failures[0].ExitCode,
                string.Join('\n', failures.SelectMany(failure => failure.Message.Split('\n')).Distinct())
            );
    }

    /// <summary>Shows what is done. One set after another is deployed, so what stays as it is would be listed over and over.</summary>
    public RunObserver Observer(params IReadOnlyCollection<PreparedSet> sets) =>
        Observer(sets.SelectMany(set => set.Set.Members.Keys), sets.Max(set => set.Set.Members.Count));

    /// <summary>The same for components whose artifacts are not known yet.</summary>
    /// <param name="components">Their names.</param>
    /// <param name="count">How many there are at once.</param>
    public RunObserver Observer(IEnumerable<string> components, int count) =>
        new(
            platform.Invocation,
            RunViews.Of(
                platform.Invocation,
                RunTarget.Of(Stage.Deploy),
                platform.Invocation.Environment.Name,
                components.Append("platform"),
                count,
                showsUnchanged: false
            )
        );

    public RunServices Services(IRunObserver observer) =>
        platform.Of(_id, observer, ChosenVersions.None(platform.Invocation.Model));
}
