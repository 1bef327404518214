using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Platform;

namespace PathToProd.Decisions.Affected;

/// <summary>Which components a setting of an <c>environment.yaml</c> affects.</summary>
internal static class EnvironmentSetting
{
    /// <param name="model">The platform.</param>
    /// <param name="path">The setting's path (see <see cref="ValuePath"/>).</param>
    /// <param name="component">A component.</param>
    /// <param name="environment">An environment that has the setting, its own or inherited.</param>
    public static bool IsRead(PlatformModel model, string path, ComponentManifest component, string environment) =>
        ValuePath.Split(path) switch
        {
            // They say how a deployment is made, not what is deployed.
            ["description" or "missing-dependencies" or "deployment-model", ..] => false,
            ["api-versions", ..] => component.Type == ComponentType.Helm,
            ["terraform", ..] => component.Type == ComponentType.Terraform,
            ["secrets", var secret, ..] => SecretReference
                .In(model.Values(environment, component.Name))
                .Any(reference => reference.Name == secret),
            _ => true,
        };
}
