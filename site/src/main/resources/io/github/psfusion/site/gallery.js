// Puts two images of a scene behind a slider. Without this script the page shows all images below each other.
"use strict";
(() => {
  const element = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  for (const scene of document.querySelectorAll(".scene")) {
    const figures = [...scene.querySelectorAll("figure")];
    const images = figures.map((figure) => figure.querySelector("img"));
    const heading = scene.querySelector("h2").id;
    const choice = (side, at) => {
      const label = element("label", { textContent: side + " " });
      const select = element("select", { name: heading + side });
      figures.forEach((figure, i) => select.append(new Option(figure.dataset.label, i, i === at, i === at)));
      label.append(select);
      return [label, select];
    };
    const [leftLabel, left] = choice("Left", 0);
    const [rightLabel, right] = choice("Right", 2);
    const slider = element("input", { type: "range", min: 0, max: 100, step: 0.5, value: 50, ariaLabel: "Border between both images" });
    const under = element("img", { className: "under", draggable: false });
    const over = element("img", { className: "over", draggable: false });
    const border = element("div", { className: "border" });
    const stage = element("div", { className: "stage" });
    stage.style.aspectRatio = images[0].getAttribute("width") + " / " + images[0].getAttribute("height");

    const draw = () => {
      under.src = images[left.value].getAttribute("src");
      under.alt = images[left.value].alt;
      over.src = images[right.value].getAttribute("src");
      over.alt = images[right.value].alt;
      stage.style.setProperty("--cut", slider.value + "%");
      figures.forEach((figure, i) => figure.classList.toggle("chosen", i === Number(left.value) || i === Number(right.value)));
    };
    const drag = (event) => {
      if (event.buttons) {
        const box = stage.getBoundingClientRect();
        slider.value = 100 * (event.clientX - box.left) / box.width;
        draw();
      }
    };
    stage.addEventListener("pointerdown", (event) => { stage.setPointerCapture(event.pointerId); drag(event); });
    stage.addEventListener("pointermove", drag);
    for (const control of [left, right, slider]) {
      control.addEventListener("input", draw);
    }
    figures.forEach((figure, i) => {
      figure.querySelector("a").title = "Show at the right";
      figure.querySelector("a").addEventListener("click", (event) => {
        event.preventDefault();
        right.value = i;
        draw();
      });
    });

    stage.append(under, over, border);
    const controls = element("div", { className: "sides" });
    controls.append(leftLabel, slider, rightLabel);
    const viewer = element("div", { className: "viewer" });
    viewer.append(stage, controls);
    scene.querySelector(".images").before(viewer);
    draw();
  }
})();
