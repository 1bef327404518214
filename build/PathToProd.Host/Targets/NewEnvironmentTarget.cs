using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes.Policies;
using PathToProd.Model.Platform;
using PathToProd.Model.Platform.Loading;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Makes an environment like another one: one file, which is all that a new cluster needs.</summary>
internal static class NewEnvironmentTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "NewEnvironment",
            "creates an environment like another one, in one file",
            "It goes to environments/<name>/environment.yaml; see docs/environments.md.",
            [Option.Name, Option.Extends]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var created = Asked(invocation);
        var manifest = Checked(invocation, created);
        Write(invocation, created);
        return new Report
        {
            Text = _ => Text(created, manifest),
            Json = () =>
                JsonReport.Write(
                    new NewEnvironmentDocument(
                        created.Name,
                        created.Extends,
                        EnvironmentPart.Describe(created.Target),
                        created.File
                    ),
                    HostJson.Default.NewEnvironmentDocument
                ),
        };
    }

    /// <summary>The environment that was asked for, with nothing wrong in what was said of it.</summary>
    private static NewEnvironment Asked(Invocation invocation)
    {
        var (name, extends) = (invocation.Arguments[Option.Name], invocation.Arguments[Option.Extends]);
        Problem?[] problems = [NameProblem(invocation, name), ExtendsProblem(invocation, extends)];
        PlatformException.ThrowIfAny([.. problems.OfType<Problem>()]);
        return NewEnvironment.Like(name!, invocation.Model.Environments[extends!]);
    }

    private static Problem? NameProblem(Invocation invocation, string? name)
    {
        if (name is null)
        {
            return new Problem(null, "the new environment has no name", "add --name=NAME, such as --name=prod-eu-2");
        }

        var folder = invocation.Workspace.Environment(name);
        return EnvironmentName.ProblemIn(name, "--name")
            ?? (
                Path.Exists(folder)
                    ? new Problem(
                        new SourcePosition(invocation.Workspace.Show(folder)),
                        "this already exists, and nothing in it was changed",
                        "choose another name, or move it away"
                    )
                    : null
            );
    }

    private static Problem? ExtendsProblem(Invocation invocation, string? extends)
    {
        string[] names = [.. invocation.Model.DeployableEnvironments.Select(environment => environment.Name)];
        var choices = string.Join(", ", names);
        return extends switch
        {
            null => new Problem(
                null,
                "nothing says which environment the new one is like",
                $"add --extends=NAME: one of {choices}"
            ),
            _ when names.Contains(extends) => null,
            _ when invocation.Model.Environments.ContainsKey(extends) => new Problem(
                null,
                $"{extends} deploys to nothing, so nothing says what the new environment is to deploy to",
                $"name one that deploys to something: {choices}"
            ),
            _ => new Problem(
                null,
                $"there is no environment {extends}",
                Suggestion.Fix(extends, names, "environment", "write the first one by hand; see docs/environments.md")
            ),
        };
    }

    /// <summary>The environment as it will be, checked together with all others before anything is written.</summary>
    private static EnvironmentManifest Checked(Invocation invocation, NewEnvironment created)
    {
        var files = new FilesWithOneMore(new DiskPlatformFiles(invocation.Workspace), created.File, created.Text);
        return PlatformLoader.Load(files, [.. Policy.All.Keys]).Environments[created.Name];
    }

    private static void Write(Invocation invocation, NewEnvironment created)
    {
        var file = Path.Combine(invocation.Workspace.Root, created.File);
        try
        {
            if (AtomicFile.TryWriteNew(file, SchemaPlace.Named(invocation.Workspace, created.Text)))
            {
                return;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{created.File} cannot be written, and nothing was created: {exception.Message}\n"
                    + "Free some space, or get permission to write there; then run this again.",
                exception
            );
        }

        throw PlatformException.Refused(
            $"{created.File} was made by another run just now, and was not changed. Choose another name, or use that one."
        );
    }

    private static string Text(NewEnvironment created, EnvironmentManifest manifest)
    {
        var deploy =
            manifest.Versions is VersionSource.Pinned
                ? $"StandUp --environment={created.Name} --set=NAME"
                : $"Deploy --component=all --environment={created.Name}";
        return $"""
            Created {created.File}. It extends {created.Extends} and deploys to {Describe(created.Target)}.

            Nothing else is needed: all that this file does not say comes from {created.Extends}. What to do next:

              1. Look at the target in {created.File}.
              2. ./build.sh --target=Explain --component=all --environment={created.Name}
              3. ./build.sh --target={deploy}

            """;
    }

    private static string Describe(Target target) =>
        target switch
        {
            Target.Cluster { Kubeconfig: { } file } cluster => $"the kubeconfig context {cluster.Context} of {file}",
            Target.Cluster cluster => $"the kubeconfig context {cluster.Context}",
            Target.Directory directory => $"the directory {directory.Path}",
            _ => throw new ArgumentOutOfRangeException(nameof(target)),
        };
}
