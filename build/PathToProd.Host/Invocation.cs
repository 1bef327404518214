using PathToProd.Host.CommandLine;
using PathToProd.Kubernetes.Policies;
using PathToProd.Manifests;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Files;

namespace PathToProd.Host;

/// <summary>One call of the program: what was asked, and what is there.</summary>
internal sealed class Invocation(
    Arguments arguments,
    Workspace workspace,
    TextWriter output,
    TextWriter error,
    Interruption interruption
)
{
    private readonly Lazy<PlatformModel> _model = new(() =>
        PlatformModel.Load(new DiskPlatformFiles(workspace), [.. Policy.All.Keys])
    );

    public Arguments Arguments => arguments;

    public Workspace Workspace => workspace;

    /// <summary>All manifests, read and checked when they are first asked for.</summary>
    public PlatformModel Model => _model.Value;

    /// <summary>Where the result goes, and nothing else.</summary>
    public TextWriter Output => output;

    /// <summary>Where progress and messages go.</summary>
    public TextWriter Error => error;

    public Interruption Interruption => interruption;

    public TimeProvider Clock => TimeProvider.System;

    public bool IsJson => arguments[Option.Output] is { } format && format.Equals("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>How the call ends, unless something throws.</summary>
    public ExitCode ExitCode { get; set; } = ExitCode.Done;

    /// <summary>The environment that was asked for, else the platform's default.</summary>
    /// <exception cref="PlatformException">There is none of that name, or nothing can be deployed to it.</exception>
    public Environments.EnvironmentManifest Environment
    {
        get
        {
            var name = arguments[Option.Environment] ?? Model.Platform.DefaultEnvironment;
            var names = Model.DeployableEnvironments.Select(environment => environment.Name).ToArray();
            if (names.Contains(name))
            {
                return Model.Environments[name];
            }

            throw new PlatformException([
                Model.Environments.ContainsKey(name)
                    ? new Problem(null, $"nothing can be deployed to the environment {name}, which others only extend", $"name one of {string.Join(", ", names)}")
                    : new Problem(null, $"there is no environment {name}", Suggestion.Fix(name, names, "environment", "there is none")),
            ]);
        }
    }

    /// <summary>Writes a line of the result.</summary>
    public void Print(string text) => output.WriteLine(text);
}
