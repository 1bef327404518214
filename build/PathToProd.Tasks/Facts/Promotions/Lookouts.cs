using System.Collections.Concurrent;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Signing;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tasks.Files;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>Looks up what gates must know, several at a time, and each once.</summary>
public sealed class Lookouts : IDisposable
{
    // Enough for every monitor of a path at once, and no flood for one of them.
    private const int AtOnce = 16;

    private readonly ILookout[] _all;
    private readonly ConcurrentDictionary<Look, object> _answers = [];

    internal Lookouts(params ILookout[] all) => _all = all;

    /// <summary>Those of a platform: its monitoring, signatures, what Drift found, programs of gates.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="platform">What <c>platform.yaml</c> says.</param>
    /// <param name="scope">What the programs have in common.</param>
    public static Lookouts Of(Workspace workspace, PlatformManifest platform, ProcessScope scope) =>
        new([new MonitoringLookout(), .. OfThisMachine(workspace, platform, new CommandRunner(), scope)]);

    /// <summary>Those that ask this machine: signatures, what Drift found, programs of gates.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="platform">What <c>platform.yaml</c> says.</param>
    /// <param name="commands">Runs the programs.</param>
    /// <param name="scope">What they have in common.</param>
    internal static ILookout[] OfThisMachine(
        Workspace workspace,
        PlatformManifest platform,
        ICommandRunner commands,
        ProcessScope scope
    )
    {
        var files = new SetFiles(workspace);
        var signatures = new SshSignatures(workspace, platform, scope);
        return
        [
            new SignatureLookout(
                files,
                new SetSignatures(files, signatures),
                new RecordSignatures(new EvidenceSignatures(signatures))
            ),
            new ApprovalCommitLookout(new ApprovalCommits(workspace, platform, scope)),
            new DriftLookout(workspace),
            new ScriptLookout(workspace, commands, scope),
        ];
    }

    /// <summary>The answers to all that was asked so far, these among them.</summary>
    /// <param name="looks">What to look up; what was looked up before is not looked up again.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<LookAnswers> AnswerAsync(IEnumerable<Look> looks, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(
            looks.Distinct().Where(look => !_answers.ContainsKey(look)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (look, ends) => _answers[look] = await AnswerAsync(look, ends)
        );
        return new LookAnswers(_answers);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var lookout in _all.OfType<IDisposable>())
        {
            lookout.Dispose();
        }
    }

    private Task<object> AnswerAsync(Look look, CancellationToken cancellation) =>
        Array.Find(_all, one => one.Knows(look)) is { } lookout
            ? lookout.LookAsync(look, cancellation)
            : Task.FromResult<object>(new Silence($"nothing here can look up {look.Name}"));
}
