using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes.Hooks;

/// <summary>
/// Hooks as Argo CD knows them. It reads Helm's annotations too, but each version reads others of them; its own it has
/// always read the same. It cannot tell an installation from an upgrade: what Helm makes at one of them, it makes at each sync.
/// See https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks.
/// </summary>
internal static class ArgoHook
{
    private const string HookAnnotation = "argocd.argoproj.io/hook";
    private const string DeleteAnnotation = "argocd.argoproj.io/hook-delete-policy";
    private const string WaveAnnotation = "argocd.argoproj.io/sync-wave";

    /// <summary>The annotations that make Argo CD run a hook at its time; empty when it never would.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Annotations(Hook hook)
    {
        var phases = hook.Events.Select(Phase).OfType<string>().Distinct().ToArray();
        if (phases.Length == 0)
        {
            return [];
        }

        var annotations = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        annotations.Add(new(HookAnnotation, string.Join(',', phases)));
        annotations.Add(new(DeleteAnnotation, string.Join(',', hook.DeletePolicies.Select(Policy).OfType<string>())));
        if (hook.Weight != 0)
        {
            annotations.Add(new(WaveAnnotation, hook.Weight.ToString(CultureInfo.InvariantCulture)));
        }

        return annotations.ToImmutable();
    }

    /// <summary>Whether the chart says itself what Argo CD makes of it.</summary>
    public static bool IsSaid(KubernetesDocument document) =>
        ((document.Json["metadata"] as JsonObject)?["annotations"] as JsonObject)?.ContainsKey(HookAnnotation) == true;

    private static string? Phase(string helm) =>
        helm switch
        {
            "pre-install" or "pre-upgrade" => "PreSync",
            "post-install" or "post-upgrade" => "PostSync",
            "pre-delete" => "PreDelete",
            "post-delete" => "PostDelete",
            _ => null, // a rollback is a sync like any other, and there are no tests
        };

    private static string? Policy(string helm) =>
        helm switch
        {
            "hook-succeeded" => "HookSucceeded",
            "hook-failed" => "HookFailed",
            "before-hook-creation" => "BeforeHookCreation",
            _ => null,
        };
}
