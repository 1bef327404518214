using PathToProd.Decisions.Pools;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Pools;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Pools;
using PathToProd.Tasks.Facts.Pools;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Pools;

/// <summary>A call in environments of a pool, which it leases for as long as it takes.</summary>
internal sealed class LeasedRun
{
    private readonly Invocation _invocation;
    private readonly string _target;
    private readonly PoolReference _asked;
    private readonly PoolChoice _choice;
    private readonly RunId _run;
    private readonly Func<Invocation, Report> _act;
    private readonly PoolSettings _settings;

    private LeasedRun(
        Invocation invocation,
        string target,
        PoolReference asked,
        Func<Invocation, Report> act,
        VersionSet? first = null
    )
    {
        (_invocation, _target, _asked, _act) = (invocation, target, asked, act);
        _choice = new PoolChoice(invocation, asked, first);
        _run = invocation.NewRun();
        _settings = invocation.Model.Platform.Pools.GetValueOrDefault(asked.Pool) ?? PoolSettings.Default;
    }

    /// <summary>Whether a call asks for environments of a pool.</summary>
    public static bool IsAsked(Invocation invocation) =>
        invocation.Arguments[Option.Environment] is { } text && PoolReference.Is(text);

    /// <summary>Leases what is asked for, runs the call there, and gives it back.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="name">The name of its target.</param>
    /// <param name="target">The target; null for a component's own.</param>
    /// <param name="act">Runs the call in an environment.</param>
    /// <exception cref="PlatformException">It does not get one, or what it does there fails.</exception>
    public static Report Run(Invocation invocation, string name, HostTarget? target, Func<Invocation, Report> act)
    {
        var asked = PoolReference.Parse(invocation.Arguments[Option.Environment]!);
        PoolArguments.Check(invocation, asked, target);
        return new LeasedRun(invocation, target?.Name ?? name, asked, act).Run();
    }

    /// <summary>
    /// Leases the environment that a call names, where it is of a pool: what is there must not change under another run. Null where there is nothing to
    /// lease, or it is leased already.
    /// </summary>
    /// <param name="invocation">The call.</param>
    /// <param name="act">Runs the call once it is leased.</param>
    /// <exception cref="PlatformException">Another run has it (exit code 3), or what the call does there fails.</exception>
    public static Report? RunNamed(Invocation invocation, Func<Invocation, Report> act) =>
        invocation.IsLeased || invocation.Environment is not { Pool: { } pool } environment
            ? null
            : new LeasedRun(invocation, invocation.Arguments[Option.Target]!, new PoolReference(pool, 1), act)
            {
                Named = environment.Name,
            }.Run();

    /// <summary>
    /// Leases what a call asks for once it is known to which set it brings an environment first, and runs the rest of the call there. Where nothing is
    /// of a pool, nothing is leased.
    /// </summary>
    /// <param name="invocation">The call, as the run that it is.</param>
    /// <param name="first">That set.</param>
    /// <param name="act">Runs the rest in an environment.</param>
    /// <exception cref="PlatformException">It does not get one, or what it does there fails.</exception>
    public static Report RunOnceReady(Invocation invocation, VersionSet first, Func<Invocation, Report> act) =>
        IsAsked(invocation)
            ? new LeasedRun(
                invocation,
                invocation.Arguments[Option.Target]!,
                PoolReference.Parse(invocation.Arguments[Option.Environment]!),
                act,
                first
            ).Run()
            : RunNamed(invocation, act) ?? act(invocation);

    /// <summary>Which environment a run would lease now, and why.</summary>
    /// <exception cref="PlatformException">There is no such pool or set (exit code 2).</exception>
    public static (string Environment, string Text) Explain(Invocation invocation)
    {
        var asked = PoolReference.Parse(invocation.Arguments[Option.Environment]!);
        var choice = new PoolChoice(invocation, asked);
        var record = choice.Register.Read() ?? new PoolRecord { Pool = asked.Pool };
        return PoolStanding.Explain(choice.Rank(record, choice.Members), record, choice.UnderTest);
    }

    /// <summary>The environment that the call names; null when it takes whichever is free.</summary>
    private string? Named { get; init; }

    private Report Run()
    {
        while (true)
        {
            using var held = Lease();
            using var loss = held.Lost.Register(() => _invocation.RunInterruption.End(held.LostText));
            var compared = new Dictionary<string, MemberComparison>(StringComparer.Ordinal);
            if (!held.Leases.All(lease => IsUsable(held, lease, compared)))
            {
                continue;
            }

            return Several([
                .. held.Leases.Select(
                    (lease, place) =>
                        Act(
                            held,
                            _invocation.In(
                                held.Fence(lease),
                                compared.GetValueOrDefault(lease.Environment)?.IsForced == true,
                                place == 0 ? _run : null
                            )
                        )
                ),
            ]);
        }
    }

    private HeldEnvironments Lease()
    {
        var provenance = new Provenance(_invocation.Workspace.Root);
        var arguments = _invocation.Arguments;
        var platform = _invocation.Model.Platform;
        var request = new PoolRequest
        {
            Pool = _asked.Pool,
            Members = Named is null ? _choice.Members : [Named],
            IsByName = Named is not null,
            Wants = _asked.Count,
            Holder = new LeaseHolder(_run.ToString(), provenance.Who, _invocation.Clock.GetUtcNow(), provenance.Job),
            What = _target,
            Duration = _settings.Lease ?? platform.Ledger.Lease,
            Patience = arguments.Has(Option.Wait) ? TimeSpan.MaxValue : platform.LockTimeout,
            QuarantineAfter = _settings.QuarantineAfter,
            Sets = _choice.Sets,
            Order = (record, free) => [.. _choice.Rank(record, free).Select(one => one.Environment)],
        };
        var held = new PoolAcquisition(_choice.Register, request)
            .TakeAsync(Say, _invocation.RunInterruption.Politely)
            .GetAwaiter()
            .GetResult();
        foreach (var lease in held.Leases)
        {
            Say(Named is null ? Leased(lease) : $"leased {Named} of the pool {_asked.Pool} (token {lease.Token})");
        }

        return held;
    }

    private string Leased(EnvironmentLease lease)
    {
        var record = _choice.Register.Read() ?? new PoolRecord { Pool = _asked.Pool };
        var ranked = _choice.Rank(record, _choice.Members);
        var others = ranked
            .Where(one => one.Environment != lease.Environment)
            .Select(one => PoolStanding.Text(one, record, _choice.UnderTest));
        var mine = ranked.First(one => one.Environment == lease.Environment);
        return $"leased {lease.Environment} of the pool {_asked.Pool} (token {lease.Token}): {mine.Text(_choice.UnderTest)}"
            + string.Concat(others.Select(other => $"; {other}"));
    }

    /// <summary>An environment that a run left without a word is compared with its ledger before it is used; it is never wiped.</summary>
    private bool IsUsable(HeldEnvironments held, EnvironmentLease lease, Dictionary<string, MemberComparison> compared)
    {
        // Who names it may be about to repair it, and is not kept from that.
        if (lease.Before.Condition != MemberCondition.Unknown || Named is not null)
        {
            return true;
        }

        Say($"{lease.Environment} is unknown, because {lease.Before.Because}: comparing it with its ledger");
        var comparison = Compare(lease.Environment, DeploysAgain());
        Say(comparison.Text);
        compared[lease.Environment] = comparison;
        if (comparison.NotPossible is not { } why)
        {
            return true;
        }

        held.Leave(lease.Environment, new MemberEnd.NotCompared(why));
        _choice.Without(lease.Environment);
        return _choice.Members.Length >= _asked.Count
            ? false
            : throw PlatformException.Refused(
                $"{comparison.Text} The pool {_asked.Pool} has no other that this run could lease. Nothing was touched. See what is wrong there: "
                    + $"./build.sh --target=Drift --environment={lease.Environment}"
            );
    }

    private Report Act(HeldEnvironments held, Invocation there)
    {
        var environment = there.Environment.Name;
        var isUse = TargetCatalog.Find(_target)?.Pools != PoolUse.Looks;
        try
        {
            var report = _act(there);
            held.Leave(environment, End(report.ExitCode, report.Blames, environment, isUse));
            return held.Lost.IsCancellationRequested ? Lost(report, held) : report;
        }
        catch (PlatformException exception)
        {
            held.Leave(environment, End(exception.ExitCode, blames: null, environment, isUse));
            throw held.Lost.IsCancellationRequested ? Lost(held, exception) : exception;
        }
        catch (OperationCanceledException exception)
        {
            held.Leave(environment, End(ExitCode.Cancelled, blames: null, environment, isUse));
            throw held.Lost.IsCancellationRequested ? Lost(held, exception) : exception;
        }
    }

    /// <summary>What a run that ended says about its environment. One that failed may have met an environment that no longer answers.</summary>
    private MemberEnd End(ExitCode exitCode, string? blames, string environment, bool isUse) =>
        exitCode switch
        {
            ExitCode.WrongInput or ExitCode.Refused => new MemberEnd.Untouched(),
            _ when Named is not null => new MemberEnd.Touched(_choice.SetIn(environment)),
            ExitCode.Done when isUse => new MemberEnd.Worked(_choice.SetIn(environment)),
            _ when blames is not null => new MemberEnd.Failed(
                $"{_target} of run {_run} failed there: {blames}",
                _choice.SetIn(environment)
            ),
            ExitCode.Failed
                when !_invocation.RunInterruption.IsRequested
                    && Compare(environment, _ => false).NotPossible is { } why => new MemberEnd.NotCompared(why),
            _ => new MemberEnd.Ended(_choice.SetIn(environment)),
        };

    /// <summary>Which components this run can deploy again, or removes, whatever is there: they need not be compared.</summary>
    private Func<string, bool> DeploysAgain()
    {
        var target = TargetCatalog.Find(_target);
        if (target?.Pools is PoolUse.BringsToSets or PoolUse.BringsToSetsOnceReady)
        {
            return _ => true;
        }

        var asked = RunTarget.Of(_target);
        if (target is null || (asked.Stage != Stage.Deploy && !asked.IsOfWhole))
        {
            return _ => false;
        }

        var deployed = (_invocation.SelectedNames ?? [.. _invocation.Model.Components.Keys]).ToHashSet(
            StringComparer.Ordinal
        );
        return deployed.Contains;
    }

    private MemberComparison Compare(string environment, Func<string, bool> isDeployedAgain)
    {
        try
        {
            var (drift, ledger) = DriftTarget.Look(_invocation.ToLookAt(environment));
            return MemberComparison.Of(drift, ledger, isDeployedAgain);
        }
        catch (PlatformException exception) when (exception.ExitCode == ExitCode.Failed)
        {
            return MemberComparison.Failed(environment, exception.Message);
        }
    }

    private static Report Lost(Report report, HeldEnvironments held) =>
        report with
        {
            ExitCode = ExitCode.Failed,
            Trouble = report.Trouble is null ? held.LostText : $"{report.Trouble}\n{held.LostText}",
        };

    private static PlatformException Lost(HeldEnvironments held, Exception exception) =>
        new(ExitCode.Failed, held.LostText, exception);

    private static Report Several(IReadOnlyList<Report> reports) =>
        reports is [var only]
            ? only
            : new Report
            {
                Text = style => string.Concat(reports.Select(report => report.Text(style))),
                Trouble = reports.Select(report => report.Trouble).OfType<string>().ToArray() is { Length: > 0 } all
                    ? string.Join('\n', all)
                    : null,
                ExitCode = ExitCodes.Merge([.. reports.Select(report => report.ExitCode)]),
            };

    private void Say(string line) => _invocation.Progress.WriteLine(Printable.Message(line));
}
