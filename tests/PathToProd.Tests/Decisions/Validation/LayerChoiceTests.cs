using PathToProd.Decisions.Validation;
using PathToProd.Model.Components;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Validation;

public sealed class LayerChoiceTests
{
    [Test]
    public void Unknown_layers_are_reported_all_at_once_with_the_nearest() =>
        Should
            .Throw<PlatformException>(() => LayerChoice.Parse(["kuberntes", "cloud", "moon"]))
            .Message.ShouldBe(
                "there is no layer kuberntes; did you mean kubernetes?\n"
                    + "there is no layer moon; the layers are cloud, kubernetes, controller"
            );

    [Test]
    public void What_another_layer_changes_stays_as_the_base_has_it_and_is_named()
    {
        var from = SetBuilder.Set("a", "base 1.0.0", "ingress 1.0.0", "old 1.0.0").Members;
        var to = SetBuilder.Set("b", "base 2.0.0", "ingress 1.1.0", "new 1.0.0").Members;

        var (members, leftOut) = LayerChoice
            .Parse(["kubernetes"])
            .Apply(from, to, name => name == "ingress" ? ComponentLayer.Kubernetes : ComponentLayer.Cloud);

        members
            .Values.Select(member => $"{member.Component} {member.Version}")
            .ShouldBe(["base 1.0.0", "ingress 1.1.0", "old 1.0.0"]);
        leftOut
            .Select(change => change.ToString())
            .ShouldBe(["base 1.0.0 -> 2.0.0", "new 1.0.0 (new)", "old 1.0.0 (removed)"]);
    }
}
