using Tegula.Architectures;
using Tegula.Architectures.Models;
using Tegula.Topology;

namespace Tegula.Tests.Architectures.Models;

public sealed class ModelRegistryTests
{
    public static TheoryData<string> Examples => [.. ModelRegistry.All.Select(family => family.Example)];

    [Fact]
    public void Ids_are_distinct() => ModelRegistry.All.Select(family => family.Id).Distinct().Count().ShouldBe(ModelRegistry.All.Length);

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_of_a_family_is_what_its_model_prints(string example)
    {
        IArchitecture model = ModelRegistry.Parse(example);
        model.ToString().ShouldBe(example);
        ArchitectureReader.Parse(example).ShouldBe(model);
        model.ToGraph().RequireConnected().Parameters.ShouldBePositive();
        ArchitectureTopology.Of(model).Mass.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("mobilenet-v2:1.4", "mobilenet-v2:1.4")]
    [InlineData("mobilenet-v2:1.0", "mobilenet-v2")]
    [InlineData("mobilenet-v2:width-mult=1.40", "mobilenet-v2:1.4")]
    [InlineData("mobilenet-v2:classes=10,width-mult=0.1", "mobilenet-v2:width-mult=0.1,classes=10")]
    [InlineData("mobilenet-v2:blocks=1/2/3/4/3/3/1", "mobilenet-v2")]
    [InlineData(" resnet50 ", "resnet50")]
    [InlineData("resnet34:width-mult=1.5,image=160", "resnet34:width-mult=1.5,image=160")]
    [InlineData("wide-resnet", "wide-resnet:depth=28,width-mult=10")]
    [InlineData("densenet-cnn:depth=40,wm=2,tc=60/130/170", "densenet-cnn:depth=40,wm=2,tc=60/130/170,seed=0")]
    [InlineData("densenet-cnn:depth=40,w=32/64/128,tc=60/130/170", "densenet-cnn:depth=40,wm=2,tc=60/130/170,seed=0")]
    [InlineData("densenet-cnn:depth=16,w=2/3/4,tc=3/4/5,seed=7", "densenet-cnn:depth=16,w=2/3/4,tc=3/4/5,seed=7")]
    [InlineData("densenet-cnn:depth=48,wm=1.5,tc=1/2/3/4,image=224,classes=1000", "densenet-cnn:depth=48,wm=1.5,tc=1/2/3/4,seed=0,classes=1000,image=224")]
    [InlineData("densenet-cnn-dsconv:depth=31,tc=1/2/3,expansion=6", "densenet-cnn-dsconv:depth=31,wm=1,tc=1/2/3,seed=0,expansion=6")]
    [InlineData("densenet-mlp:depth=16,tc=3,seed=18446744073709551615", "densenet-mlp:depth=16,w=8,tc=3,seed=18446744073709551615")]
    [InlineData("vgg16:bn=false", "vgg16")]
    public void A_model_prints_its_canonical_text_which_reads_back_as_the_same(string text, string canonical)
    {
        IArchitecture model = ModelRegistry.Parse(text);
        model.ToString().ShouldBe(canonical);
        IArchitecture again = ModelRegistry.Parse(canonical);
        again.ShouldBe(model);
        again.GetHashCode().ShouldBe(model.GetHashCode());
        again.ToGraph().Edges.SequenceEqual(model.ToGraph().Edges).ShouldBeTrue();
    }

    [Fact]
    public void Options_of_a_command_line_make_the_same_model_as_the_text()
    {
        var options = new Dictionary<string, string> { ["depth"] = "40", ["wm"] = "2", ["tc"] = "60,130,170" };
        ModelRegistry.Create("densenet-cnn", options).ShouldBe(ModelRegistry.Parse("densenet-cnn:depth=40,wm=2,tc=60/130/170"));
        ModelRegistry.Create("mobilenet-v2", new Dictionary<string, string> { ["width-mult"] = "1.4" }).ShouldBe(new MobileNetV2(1.4));
        ModelRegistry.Create("resnet50", new Dictionary<string, string>()).ShouldBe(new ResNet(50));
    }

    [Theory]
    [InlineData("mobilnet-v2", 1, "unknown model 'mobilnet-v2'", "did you mean 'mobilenet-v2'", "resnet50")]
    [InlineData("resnet19", 1, "unknown model 'resnet19'", "did you mean 'resnet1")]
    [InlineData("mobilenet-v2:widht-mult=2", 14, "no option 'widht-mult'", "did you mean 'width-mult'", "blocks")]
    [InlineData("mobilenet-v2:1.4,1.5", 18, "'1.5' is no option")]
    [InlineData("mobilenet-v2:", 14, "'' is no option")]
    [InlineData("mobilenet-v2:wide", 14, "'wide' is not a number", "1.4")]
    [InlineData("mobilenet-v2:0", 1, "width-mult is 0", "above 0")]
    [InlineData("mobilenet-v2:-1", 1, "width-mult is -1", "above 0")]
    [InlineData("mobilenet-v2:NaN", 14, "'NaN' is not a number")]
    [InlineData("mobilenet-v2:blocks=1/2/3", 1, "blocks has 3 numbers", "7 stages", "1/2/3/4/3/3/1")]
    [InlineData("mobilenet-v2:blocks=1/2/3/4/3/3/0", 1, "blocks is 0", "from 1")]
    [InlineData("mobilenet-v2:image=4", 1, "image is 4", "from 8")]
    [InlineData("mobilenet-v2:classes=0", 1, "classes is 0", "from 1")]
    [InlineData("densenet-cnn", 1, "densenet-cnn needs depth", "densenet-cnn:depth=40")]
    [InlineData("densenet-cnn:depth=40", 1, "densenet-cnn needs tc")]
    [InlineData("densenet-cnn:depth=40,tc=-1/2/3", 1, "tc is -1", "from 0")]
    [InlineData("densenet-cnn:depth=40,tc=1/2", 1, "tc has 2 numbers", "3 or 4 cells")]
    [InlineData("densenet-cnn:depth=40,tc=1/2/x", 23, "tc 'x' is not a whole number")]
    [InlineData("densenet-cnn:depth=41,tc=1/2/3", 1, "depth 41 is not 3 d_c + 4", "40 and 43")]
    [InlineData("densenet-cnn:depth=10,tc=1/2/3", 1, "depth is 10", "at least 3 layers", "from 13")]
    [InlineData("densenet-cnn:depth=13,tc=1/2/3/4", 1, "depth is 13", "from 16")]
    [InlineData("densenet-cnn:depth=40,wm=0,tc=1/2/3", 1, "wm is 0", "above 0")]
    [InlineData("densenet-cnn:depth=40,w=1/2,tc=1/2/3", 1, "w has 2 numbers and tc 3")]
    [InlineData("densenet-cnn:depth=40,w=1/2/3,wm=2,tc=1/2/3", 1, "w and wm")]
    [InlineData("densenet-cnn:depth=40,depth=43,tc=1/2/3", 23, "depth is given twice")]
    [InlineData("densenet-cnn:depth=40,tc=1/2/3,seed=-1", 32, "seed '-1'", "from 0")]
    [InlineData("densenet-mlp:depth=2,tc=1", 1, "depth is 2", "from 3")]
    [InlineData("densenet-mlp:depth=9,tc=-1", 1, "tc is -1", "from 0")]
    [InlineData("wide-resnet:depth=29", 1, "depth 29 is not 6n + 4", "28 and 34")]
    [InlineData("vgg16:bn=maybe", 7, "bn 'maybe' must be true or false")]
    [InlineData("resnet50:width-mult=-2", 1, "width-mult is -2")]
    public void A_wrong_text_gets_one_clear_line(string text, int position, params string[] words)
    {
        var error = Should.Throw<ArchitectureFormatException>(() => ModelRegistry.Parse(text));
        error.Position.ShouldBe(position);
        error.Message.ShouldNotContain("\n");
        foreach (string word in words)
            error.Message.ShouldContain(word, Case.Sensitive);
    }

    [Fact]
    public void Models_made_in_code_are_checked_as_well()
    {
        Should.Throw<ArgumentException>(() => new ResNet(20)).Message.ShouldContain("18, 34, 50, 101, 152");
        Should.Throw<ArgumentException>(() => new CifarResNet(21)).Message.ShouldContain("6n + 2");
        Should.Throw<ArgumentException>(() => new Vgg(12)).Message.ShouldContain("11, 13, 16, 19");
        Should.Throw<ArgumentException>(() => new DenseNet(100)).Message.ShouldContain("121, 161, 169, 201");
        Should.Throw<ArgumentException>(() => new DenseNetCnn(16, 1, [1, 2, -3])).Message.ShouldContain("tc is -3");
    }
}
