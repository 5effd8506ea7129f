using Tegula.Architectures;

namespace Tegula.Tests.Architectures;

public sealed class NasBench201OperationsTests
{
    [Fact]
    public void Every_operation_has_its_name_of_the_benchmark_and_is_found_by_it()
    {
        NasBench201Operation[] all = Enum.GetValues<NasBench201Operation>();

        all.Select(operation => operation.Name()).ShouldBe(["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"]);
        all.Length.ShouldBe(NasBench201Operations.Count);
        foreach (NasBench201Operation operation in all)
        {
            NasBench201Operations.TryParse(operation.Name(), out NasBench201Operation found).ShouldBeTrue();
            found.ShouldBe(operation);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("None")]
    [InlineData("nor_conv_1x1 ")]
    [InlineData("0")]
    public void Other_names_are_not_found(string name) => NasBench201Operations.TryParse(name, out _).ShouldBeFalse();

    [Fact]
    public void Convolutions_and_their_windows()
    {
        NasBench201Operation[] all = Enum.GetValues<NasBench201Operation>();

        all.Select(operation => operation.IsConvolution()).ShouldBe([false, false, true, true, false]);
        all.Select(operation => operation.KernelSize()).ShouldBe([0, 0, 1, 3, 3]);
    }

    [Fact]
    public void A_number_that_is_no_operation_has_no_name() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ((NasBench201Operation)5).Name());
}
