using PathToProd.Kubernetes;
using PathToProd.Ledger;
using PathToProd.Reporting;
using PathToProd.Tasks.ComponentTasks;
using PathToProd.Tasks.Tools.Helm;

namespace PathToProd.Tasks.Deployments;

/// <summary>A Helm release in a cluster. Its custom resource definitions are applied first, as Helm never upgrades them.</summary>
internal sealed class HelmDeployment(ComponentContext context, Cluster cluster) : IDeployment
{
    private string Release => context.Component.Name;

    public StillThere Look(Deployment last)
    {
        var status = context.HelmStatus(Release, cluster.Helm(new HelmStatusSettings()));
        if (status is null)
        {
            return StillThere.Gone;
        }

        if (status.Status != HelmReleaseStatus.Deployed || Fingerprint(status.Revision) != last.Deployed)
        {
            return StillThere.Changed;
        }

        return cluster.Missing(context.Render(context.Values())).Count == 0 ? StillThere.Yes : StillThere.Gone;
    }

    public DeploymentResult Deploy()
    {
        cluster.Bind();
        MendPending();
        cluster.ApplyDefinitions(CustomResourceDefinitions());
        var settings = cluster.Helm(
            new HelmUpgradeSettings
            {
                CreateNamespace = true,
                Wait = true,
                SkipCrds = true,
                HistoryMax = 10,
                ServerSide = HelmApplying.ServerSide(context),
                Timeout = context.Limit.Patience,
                Description = $"run {context.Run}",
                SecretValues = JsonText.Line(context.Values().WithSecrets()),
            }
        );
        try
        {
            context.HelmUpgrade(Release, Path.Combine(context.Artifact.Folder, "chart"), settings);
        }
        catch (PlatformException exception)
        {
            throw new PlatformException(exception.ExitCode, $"{exception.Message}\n{cluster.Advice}", exception);
        }

        var status = context.HelmStatus(Release, cluster.Helm(new HelmStatusSettings()));
        return new DeploymentResult(Fingerprint(status?.Revision ?? 0));
    }

    public string Plan()
    {
        var before = context.HelmGetManifest(Release, cluster.Helm(new HelmGetSettings())) ?? "";
        return TextDiff.Of(
            ByResource(before),
            ByResource(context.RenderText(context.EnvironmentManifest, context.Values())),
            Release
        );
    }

    public void Destroy()
    {
        var result = context.HelmUninstall(
            Release,
            cluster.Helm(new HelmUninstallSettings { Timeout = context.Limit.Patience })
        );
        context.Note(
            result == HelmUninstallResult.NotFound
                ? "there was no release"
                : "custom resource definitions are kept, and so are the resources made from them"
        );
    }

    /// <summary>
    /// A Helm that was killed leaves its release pending, and every later Helm refuses it. What was there before is put
    /// back; a first installation that never ended is removed.
    /// </summary>
    private void MendPending()
    {
        var status = context.HelmStatus(Release, cluster.Helm(new HelmStatusSettings()))?.Status;
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

    private IReadOnlyList<KubernetesDocument> CustomResourceDefinitions() =>
        [.. context.Render(context.Values()).Where(document => document.IsCustomResourceDefinition)];

    private static Dictionary<string, string> ByResource(string text) =>
        KubernetesDocuments
            .Read(text, "", [])
            .GroupBy(document => document.ToString())
            .ToDictionary(group => group.Key, group => group.First().Text.Trim());

    private static string Fingerprint(int revision) => $"helm:{revision}";
}
