using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Cake.Helm;
using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Formats.Json;
using PathToProd.Model.Kubernetes;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages.Drift;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// A Helm release in a cluster. Helm makes, changes and removes what a chart's templates say. What stands in the folder
/// <c>crds</c> Helm makes once and never changes: that is applied here, before Helm.
/// </summary>
internal sealed class HelmDeployment(ComponentContext context, Cluster cluster) : IDeployment
{
    private const string Mark = "helm:";

    private readonly Lazy<ImmutableArray<KubernetesDocument>> _definitions = new(() => DefinitionsOf(context));

    /// <summary>Whether what is deployed was rendered for this cluster, and found right.</summary>
    private bool _isChecked;

    private string Release => context.Component.Name;

    private string Namespace => context.Component.Namespace;

    public StillThere Look(Deployment last)
    {
        var status = Status();
        if (status is null)
        {
            return StillThere.Gone;
        }

        if (status.Status != HelmReleaseStatus.Deployed || Fingerprint(status.Revision) != last.Deployed)
        {
            return StillThere.Changed;
        }

        // What Helm keeps of the release, and not the chart rendered again: a chart may render something else each time. Hooks
        // are not part of it.
        return cluster.Missing([.. _definitions.Value, .. Deployed().Release]).Count == 0
            ? StillThere.Yes
            : StillThere.Gone;
    }

    public TargetLook LookForDrift(Deployment last)
    {
        if (Status() is not { } status)
        {
            return new TargetLook.NoRelease(Release);
        }

        // Helm itself keeps what it deployed, but for definitions: only then is anything rendered.
        var hasDefinitions = FileTree
            .Files(context.Artifact.Folder)
            .Any(file => file.Contains("crds/", StringComparison.Ordinal));
        if (hasDefinitions && DeployedValues.Fix(context, last) is { } why)
        {
            return new TargetLook.NotPossible(why);
        }

        var recorded = Revision(last.Deployed);
        var kept = Deployed(recorded) is { All.IsEmpty: false } then ? then : Deployed(status.Revision);
        var look = ClusterLook.Of(context, cluster, [.. hasDefinitions ? _definitions.Value : [], .. kept.Release]);
        return look with
        {
            NotDeployed = [.. ReleaseMembers.Unknown(context, cluster, kept, look.There)],
            Release = new ReleaseLook(Release, status.Revision, Word(status.Status), recorded),
        };
    }

    public void Check()
    {
        DeployedChart.Check(context);
        if (
            MovedDefinitions.Problems(context, cluster, Deployed().Release, _definitions.Value) is
            { Count: > 0 } problems
        )
        {
            throw new PlatformException(problems);
        }

        if (LiveChart.Foresee(cluster, _definitions.Value) is { } capabilities)
        {
            LiveChart.CheckRules(context, LiveChart.Foreseen(context, capabilities, IsUpgrade), _definitions.Value);
        }
        else
        {
            CheckLive();
        }
    }

    public DeploymentResult Deploy()
    {
        cluster.Bind();
        FixPendingRelease();
        ApplyDefinitions();
        if (!_isChecked)
        {
            CheckAfterDefinitions();
        }

        var settings = cluster.Helm(
            new HelmUpgradeSettings
            {
                CreateNamespace = true,
                Wait = true,
                SkipCrds = true,
                HistoryMax = 10,
                ServerSide = HelmApplying.ServerSide(context),
                Timeout = context.Work.Limit.Patience,
                Description = $"run {context.Run}",
                SecretValues = JsonText.Line(context.Values().WithSecrets()),
            }
        );
        using var chart = DeployedChart.Of(context, cluster, IsUpgrade);
        if (chart.ValuesFile is { } own)
        {
            settings.ValuesFiles.Add(own);
        }

        cluster.Change(() => context.HelmUpgrade(Release, chart.Folder, settings));
        return new DeploymentResult(Fingerprint(Status()?.Revision ?? 0));
    }

    public DeploymentPreview Plan()
    {
        var before = Deployed();
        var foreseen = LiveChart.Foresee(cluster, _definitions.Value);
        var after = foreseen is null
            ? LiveChart.Render(context, cluster, IsUpgrade)
            : LiveChart.Foreseen(context, foreseen, IsUpgrade);
        var note = foreseen is null
            ? ""
            : $"# {context.EnvironmentManifest.Name} does not serve all definitions of the chart yet: this is what it will render with them, but for what the chart looks up\n";
        var text =
            note
            + ClusterDifference.Of(cluster, _definitions.Value, Release, Namespace)
            + DocumentDiff.Of(before.Release, after.Release, Release, Namespace)
            + DocumentDiff.Of(before.Hooks, after.Hooks, $"{Release}/hooks", Namespace);
        var preview = ReleaseChanges.Of(
            context,
            cluster,
            _definitions.Value,
            before,
            after,
            isForeseen: foreseen is not null
        );
        return preview with { Text = text + preview.Text };
    }

    public void Destroy()
    {
        var result = context.HelmUninstall(
            Release,
            cluster.Helm(new HelmUninstallSettings { Timeout = context.Work.Limit.Patience })
        );
        context.Note(
            result == HelmUninstallResult.NotFound ? "there was no release"
            : _definitions.Value.IsEmpty ? "removed the release, with what Helm made of it"
            : "custom resource definitions in crds/ are kept, and so are the resources made from them"
        );
    }

    private bool IsUpgrade =>
        Status()?.Status is not (null or HelmReleaseStatus.PendingInstall or HelmReleaseStatus.Uninstalling);

    /// <summary>
    /// The latest revision; null when there is no release. From its history: the status of Helm 4 looks at every resource, and
    /// fails when a definition is gone, which is what has to be found out.
    /// </summary>
    private HelmRevision? Status() =>
        context.HelmHistory(Release, cluster.Helm(new HelmHistorySettings { Max = 1 })) is [.., var latest]
            ? latest
            : null;

    /// <summary>What Helm keeps of the release: nothing when there is none, or no longer that revision.</summary>
    /// <param name="revision">The revision; by default the latest.</param>
    private ChartDocuments Deployed(int? revision = null)
    {
        var manifest = context.HelmGetManifest(Release, cluster.Helm(new HelmGetSettings { Revision = revision }));
        var hooks = manifest is null
            ? null
            : context.HelmGetHooks(Release, cluster.Helm(new HelmGetSettings { Revision = revision }));
        return LiveChart.Read(context, $"{manifest}\n{hooks}", $"{Release} as deployed");
    }

    /// <summary>
    /// Renders what Helm is about to deploy, and checks it against the rules that Test checks what the environment says against.
    /// </summary>
    private void CheckLive()
    {
        LiveChart.Check(context, LiveChart.Render(context, cluster, IsUpgrade), _definitions.Value);
        _isChecked = true;
    }

    /// <summary>What is refused only now, by what a chart finds with <c>lookup</c>, does not leave everything untouched.</summary>
    private void CheckAfterDefinitions()
    {
        try
        {
            CheckLive();
        }
        catch (PlatformException exception) when (exception.ExitCode == ExitCode.WrongInput)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{exception.Message}\nThis showed only with the definitions there. They were applied, and nothing else: "
                    + string.Join(", ", _definitions.Value.Select(definition => definition.Name)),
                exception
            );
        }
    }

    private void ApplyDefinitions()
    {
        var definitions = _definitions.Value;
        if (definitions.Any(document => !document.IsCustomResourceDefinition))
        {
            cluster.CreateNamespace();
        }

        cluster.Change(() => cluster.ApplyDefinitions(definitions));
    }

    private static ImmutableArray<KubernetesDocument> DefinitionsOf(ComponentContext context)
    {
        var with = Rendering.Text(context, context.EnvironmentManifest, context.Values());

        // As comments before what they hold, Helm writes the paths of files.
        return with.Contains("crds/", StringComparison.Ordinal)
            ? ChartDocuments.Definitions(
                LiveChart.Parse(with, $"{context.Component.Name} as rendered"),
                LiveChart.Parse(
                    Rendering.Chart(context, context.EnvironmentManifest, context.Values(), withDefinitions: false),
                    $"{context.Component.Name} as rendered"
                )
            )
            : [];
    }

    /// <summary>
    /// A Helm that was killed leaves its release pending, and every later Helm refuses it. What was there before is put
    /// back; a first installation that never ended is removed.
    /// </summary>
    private void FixPendingRelease()
    {
        var status = Status()?.Status;
        if (
            status
            is not (
                HelmReleaseStatus.PendingInstall
                or HelmReleaseStatus.PendingUpgrade
                or HelmReleaseStatus.PendingRollback
                or HelmReleaseStatus.Uninstalling
            )
        )
        {
            return;
        }

        var last = context
            .HelmHistory(Release, cluster.Helm(new HelmHistorySettings()))
            .LastOrDefault(revision => revision.Status is HelmReleaseStatus.Deployed or HelmReleaseStatus.Superseded);
        if (last is null || status == HelmReleaseStatus.Uninstalling)
        {
            context.Note("removed a release whose installation was killed");
            context.HelmUninstall(Release, cluster.Helm(new HelmUninstallSettings()));
        }
        else
        {
            context.Note($"rolled back to revision {last.Revision}, as a later one was killed");
            var settings = cluster.Helm(new HelmRollbackSettings { ServerSide = HelmApplying.ServerSide(context) });
            context.HelmRollback(Release, last.Revision, settings);
        }
    }

    private static string Fingerprint(int revision) => $"{Mark}{revision}";

    /// <summary>As Helm writes it: <c>pending-upgrade</c>.</summary>
    private static string Word(HelmReleaseStatus status) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    private static int? Revision(string? fingerprint) =>
        fingerprint?.StartsWith(Mark, StringComparison.Ordinal) == true
        && int.TryParse(
            fingerprint.AsSpan(Mark.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
