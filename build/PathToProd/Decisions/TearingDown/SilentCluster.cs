using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.TearingDown;

/// <summary>What it means for a removal that a cluster does not answer: it is not empty, unless it is known to have been emptied.</summary>
public static class SilentCluster
{
    /// <summary>Whether the removal may go on without it.</summary>
    /// <param name="isKnownToBeEmpty">Whether an earlier removal came to its end in the cluster, and wrote that down.</param>
    /// <param name="components">The components that may still be in the environment.</param>
    public static bool MayBeGone(bool isKnownToBeEmpty, IEnumerable<ComponentManifest> components) =>
        isKnownToBeEmpty && components.All(component => component.Type == ComponentType.Terraform);

    /// <summary>Whether what is known of a component says that nothing of it is there.</summary>
    public static bool IsNotThere(ComponentState state) => state.Presence is Presence.Nothing or Presence.Destroyed;
}
