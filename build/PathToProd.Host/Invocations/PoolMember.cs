using PathToProd.Decisions.Pools;
using PathToProd.Facts.Pools;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Targets;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Pools;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>One environment of a pool, of which somebody decides something by hand.</summary>
internal sealed class PoolMember
{
    private readonly Invocation _invocation;
    private readonly EnvironmentManifest _environment;

    private PoolMember(Invocation invocation, EnvironmentManifest environment, string reason) =>
        (_invocation, _environment, Reason) = (invocation, environment, reason);

    /// <summary>The environment.</summary>
    public string Name => _environment.Name;

    /// <summary>Why, and who says so: a clause.</summary>
    public string Because => $"{new Provenance(_invocation.Workspace.Root).Who} says: {Reason}";

    private string Reason { get; }

    /// <summary>The environment that a call names, with its reason.</summary>
    /// <exception cref="PlatformException">It names none, one of no pool, or no reason (exit code 2).</exception>
    public static PoolMember Of(Invocation invocation)
    {
        var problems = new List<Problem>();
        var pools = invocation.Model.Pools;
        if (invocation.Arguments[Option.Environment] is null)
        {
            problems.Add(new Problem(null, "no environment is named", "add --environment=NAME: one of a pool"));
        }
        else if (invocation.Environment is { Pool: null } other)
        {
            problems.Add(
                new Problem(
                    null,
                    $"{other.Name} is in no pool",
                    pools.IsEmpty
                        ? "no environment is: write pool: ci in the environment.yaml of those that are interchangeable"
                        : $"name one of {Prose.List([.. pools.Values.SelectMany(pool => pool).Select(member => member.Name)], "or")}"
                )
            );
        }

        if (invocation.Arguments[Option.Why] is not { } reason || string.IsNullOrWhiteSpace(reason))
        {
            problems.Add(new Problem(null, "no reason is given", "add --reason=TEXT, which is kept with the record"));
            reason = "";
        }

        PlatformException.ThrowIfAny(problems);
        return new PoolMember(invocation, invocation.Environment, Printable.Line(reason));
    }

    /// <summary>Changes what is known of it.</summary>
    /// <param name="change">What is known then, of what is known now.</param>
    /// <param name="message">The change, in a line.</param>
    /// <returns>The pool, as it is then.</returns>
    /// <exception cref="PlatformException">The change is refused, or cannot be written.</exception>
    public PoolView Change(Func<PoolRecord, MemberRecord, MemberRecord> change, string message)
    {
        var pool = _environment.Pool!;
        var register = PoolRegister.Of(_invocation.Workspace, _invocation.Model, pool, _invocation.Clock);
        register.Change(
            record => record with { Members = record.Members.SetItem(Name, change(record, record.Member(Name))) },
            message,
            new Provenance(_invocation.Workspace.Root).Who
        );
        return LeasesTarget.View(_invocation, pool, _invocation.Model.Pools[pool]);
    }
}
