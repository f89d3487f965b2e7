// Shows the contract with a form for each operation. Swagger UI writes in English alone, and knows light colours alone.
(function () {
  const place = document.getElementById('api-try');
  if (!place || !window.SwaggerUIBundle) return;

  // Only the operations: the page around has a heading, and is the one main part.
  function Operations(system) {
    const draw = system.React.createElement;
    const part = name => draw(system.getComponent(name, true));
    return {
      components: {
        Operations: () => draw('div', { className: 'swagger-ui' }, part('SvgAssets'), part('errors'),
          system.specSelectors.specStr() ? draw('div', null, draw('div', { className: 'auth-wrapper' }, part('AuthorizeBtnContainer')), part('operations')) : null),
      },
    };
  }

  // What is left out for those who listen or use the keyboard; drawn anew at each click, so mended each time.
  function mend() {
    place.querySelectorAll('h3, h4, h5').forEach(heading => heading.setAttribute('aria-level', Number(heading.tagName[1]) - 1));
    place.querySelectorAll('select:not([aria-label])').forEach(list => list.setAttribute('aria-label', 'Media type'));
    place.querySelectorAll('.close-modal:not([aria-label])').forEach(button => button.setAttribute('aria-label', 'Close'));
    place.querySelectorAll('[role=region]:not([aria-label])').forEach(answers => answers.setAttribute('aria-label', 'Responses of ' + answers.id));
    place.querySelectorAll('pre.microlight:not([tabindex])').forEach(text => text.setAttribute('tabindex', '0'));
  }
  new MutationObserver(mend).observe(place, { childList: true, subtree: true });
  window.SwaggerUIBundle({ url: place.dataset.contract, domNode: place, plugins: [Operations], layout: 'Operations', deepLinking: false, docExpansion: 'none', validatorUrl: null, syntaxHighlight: false });
})();
